namespace Fearless.Tasks;

/// <summary>A call that blocks, on its way through a <see cref="BlockingPool"/>.</summary>
internal abstract class BlockingCall
{
    protected BlockingCall() => Node = new LinkedListNode<BlockingCall>(this);

    /// <summary>Its place in the pool's queue. The pool's.</summary>
    public LinkedListNode<BlockingCall> Node { get; }

    /// <summary>Makes the call, and tells whoever waits for it. Never throws. On a thread of the pool.</summary>
    public abstract void Execute();
}
