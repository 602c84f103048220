namespace Fearless.Tasks;

/// <summary>The end of a loop on a pool, as the loop that started it is told of it; and, in that loop, the wait for it.</summary>
internal sealed class EndOfLoop(EventLoop parent) : Work, ILeaf
{
    private PoolLoop? _loop;
    private Frame? _waiter;

    /// <summary>The loop that is told.</summary>
    public EventLoop Parent => parent;

    /// <summary>Waits until <paramref name="loop"/> has ended. Parent's thread only, in the step in which the loop was started: its end is not
    /// told before that is over.</summary>
    public void Suspend(Frame frame, PoolLoop loop)
    {
        frame.Suspend(this);
        (_waiter, _loop) = (frame, loop);
        if (frame.Task.IsCancelRequested)
            loop.Cancel();
    }

    public override void Run(EventLoop loop)
    {
        Frame waiter = _waiter!;
        // A cancellation that nothing but this wait has to be told of goes on without an exception.
        if (waiter.Task.IsCancelRequested && _loop!.Root.EndedWithoutResult)
            waiter.QueueToUnwind(loop);
        else
            loop.Push(waiter);
    }

    /// <summary>The task that waits was cancelled: so is the loop, and the wait goes on.</summary>
    bool ILeaf.TryRelease(Frame waiter)
    {
        _loop!.Cancel();
        return false;
    }
}
