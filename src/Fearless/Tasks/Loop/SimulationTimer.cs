using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A timer of a simulation's clock: its callback is one of the things that the loop runs, and so has its turn among them.</summary>
internal sealed class SimulationTimer(SimulationLoop loop, TimerCallback callback, object? state) : Timed, ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Deadline.ThrowIfInvalid(dueTime);
        Deadline.ThrowIfInvalid(period);
        InLoop(() => Set(dueTime, period));
        return true;
    }

    public void Dispose() => InLoop(Stop);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public override void OnTime(EventLoop inLoop)
    {
        inLoop.Push(new PostedWork(Ring));
        if (_period > TimeSpan.Zero)
            Set(_period, _period);
    }

    public override void Run(EventLoop inLoop) => throw new InvalidOperationException("A timer is in no queue.");

    // The callbacks of a simulation that is over do not come: its time stands still.
    private void InLoop(Action action)
    {
        if (EventLoop.Current == loop)
            action();
        else
            loop.TryPost(new PostedWork(action));
    }

    private void Set(TimeSpan dueTime, TimeSpan period)
    {
        Stop();
        _period = period;
        if (loop.DueAfter(dueTime) is { } due)
            loop.Timers.Add(due, this);
    }

    private void Stop() => loop.Timers.Remove(this);

    private void Ring()
    {
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, new ContextCallback(callback), state);
    }
}
