using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>Tells a loop that something has happened, however often it does: it is in the inbox once at a time.</summary>
/// <param name="loop">Who is told.</param>
internal abstract class Notice(LoopContext loop) : Work
{
    // INVARIANT: set while it is in the inbox, or about to be, or about to be refused.
    private AtomicBool _isPosted;

    /// <summary>Has the loop told, after this call, by <see cref="Tell"/>. Any thread. False when the loop has ended.</summary>
    /// <remarks>What comes while it is in the inbox is told with what came before. So is what comes while that is being refused: its caller then
    /// learns that the loop has ended, and later than this call.</remarks>
    public bool TryGive()
    {
        if (_isPosted.Exchange(true) || loop.TryPost(this))
            return true;
        _isPosted.Write(false);
        return false;
    }

    public sealed override void Run(EventLoop inLoop)
    {
        // ORDERING: a full fence; what comes after this posts again, what came before it is told now.
        _isPosted.Exchange(false);
        Tell();
    }

    public sealed override void OnLoopEnded() => _isPosted.Write(false);

    /// <summary>It has happened, once at least since the last time. Loop's thread.</summary>
    protected abstract void Tell();
}
