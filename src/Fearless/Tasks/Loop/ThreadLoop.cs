using Fearless.Atomics;
using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A loop that has a thread, the caller of <see cref="BlockOn"/>: it parks when there is nothing to do.</summary>
#pragma warning disable CA1001 // BlockOn, which alone makes such loops, disposes what they have.
internal sealed class ThreadLoop : EventLoop
#pragma warning restore CA1001
{
    private AtomicRef<AlarmClock> _alarms;
    private Reactor? _reactor;

    // The thread's own, until there is a descriptor to wait for.
    private Parker _parker = ThreadParker.Current;

    public ThreadLoop(TimeProvider clock, CancellationToken cancellationToken)
        : base(clock, ThreadParker.Current.Unparker, cancellationToken)
    {
    }

    public override Reactor Reactor => _reactor ?? OpenReactor();

    public override ThreadLoop Home => this;

    /// <summary>Rings for all loops on pools that were started in this one, or in one of those. Any thread.</summary>
    public AlarmClock Alarms => _alarms.Read() ?? MakeAlarms();

    /// <summary>Runs <paramref name="body"/> and everything it starts on this thread, and returns when all of it has ended.</summary>
    public static T BlockOn<T>(Func<Frame<T>> body, TimeProvider? timeProvider, CancellationToken cancellationToken)
    {
        if (Current is not null)
            throw new InvalidOperationException(
                "This thread runs an executor already: what is called here would block it, and the tasks that it may wait for with it. Use "
                + "await instead of Executor.BlockOn inside of tasks.");
        cancellationToken.ThrowIfCancellationRequested();
        var loop = new ThreadLoop(timeProvider ?? TimeProvider.System, cancellationToken);
        Outside outside = loop.StepIn(Worker.Current);
        Frame<T>? main;
        try
        {
            main = loop.Root.SpawnMain(body);
            loop.Run();
        }
        finally
        {
            loop._reactor?.Dispose();
            loop._alarms.Read()?.Dispose();
            StepOut(outside);
        }
        return loop.Root.Finish(main);
    }

    private void Run()
    {
        while (true)
        {
            RunReady();
            // Looked at before each park, so that it does not matter who took the parker's token in between.
            TakeArrivals();
            _reactor?.Collect(milliseconds: 0);
            FireTimers();
            if (HasReady)
                continue;
            if (HasEnded)
                break;
            Park();
        }
        Close();
    }

    private AlarmClock MakeAlarms()
    {
        var made = new AlarmClock(Clock);
        return _alarms.CompareExchange(null, made) ?? made;
    }

    private Reactor OpenReactor()
    {
        _reactor = new Reactor();
        _parker = new Parker(EpollSlot.Create(_reactor));
        WakeBy(_parker.Unparker);
        return _reactor;
    }

    private void Park()
    {
        // Else the context would be asked to carry out the wait, on some systems.
        using SuspendedContext suspended = SuspendedContext.Enter();
        Deadline deadline = NextDue is { } due ? Deadline.At(Clock, due) : Deadline.Never;
        // What it waits for may need the worker whose thread this is.
        Worker? worker = Worker.Current;
        worker?.Waits.EnterBlocking();
        try
        {
            _parker.ParkUninterruptibly(deadline);
        }
        finally
        {
            worker?.Waits.ExitBlocking();
        }
    }
}
