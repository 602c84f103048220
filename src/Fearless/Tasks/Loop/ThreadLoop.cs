using Fearless.Atomics;
using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A loop that has a thread, the caller of <see cref="BlockOn"/>: it parks when there is nothing to do.</summary>
#pragma warning disable CA1001 // BlockOn, which alone makes such loops, disposes what they have.
internal sealed class ThreadLoop : EventLoop
#pragma warning restore CA1001
{
    /// <summary>An <see cref="AppContext"/> switch: on, sockets are waited for as on systems without epoll.</summary>
    private const string PortableSwitch = "Fearless.Tasks.PortableSockets";

    private const int MaxEvents = 256;

    private readonly Lock _gate = new();
    private AtomicRef<AlarmClock> _alarms;
    private ReactorWatch? _watch;

    // The thread's own, until there is a descriptor to wait for.
    private Parker _parker = ThreadParker.Current;

    public ThreadLoop(TimeProvider clock, CancellationToken cancellationToken, IoBackend? backend = null)
        : base(clock, ThreadParker.Current.Unparker, cancellationToken)
    {
        Backend = backend ?? DefaultBackend;
    }

    private static IoBackend DefaultBackend =>
        EpollReactor.IsAvailable && !(AppContext.TryGetSwitch(PortableSwitch, out bool isPortable) && isPortable)
            ? IoBackend.Epoll
            : IoBackend.Portable;

    public override ThreadLoop Home => this;

    /// <summary>By what this loop, and those on pools that were started in it, wait for sockets.</summary>
    public IoBackend Backend { get; }

    // Whether nobody can wake it, if there is no other thread.
    private bool IsStalled => NextDue is null && !HearsOutside && SingleThreadTimers.NextLook == Timeout.InfiniteTimeSpan;

    /// <summary>Waits for the descriptors of all loops on pools that were started in this one, or in one of those. Any thread.</summary>
    public ReactorWatch Watch
    {
        get
        {
            lock (_gate)
                return _watch ??= new ReactorWatch();
        }
    }

    /// <summary>Rings for all loops on pools that were started in this one, or in one of those. Any thread.</summary>
    public AlarmClock Alarms => _alarms.Read() ?? MakeAlarms();

    /// <summary>Runs <paramref name="body"/> and everything it starts on this thread, and returns when all of it has ended. Tests choose the
    /// backend.</summary>
    public static T BlockOn<T>(
        Func<Frame<T>> body, TimeProvider? timeProvider, CancellationToken cancellationToken, IoBackend? backend = null)
    {
        if (Current is not null)
            throw new InvalidOperationException(
                "This thread runs an executor already: what is called here would block it, and the tasks that it may wait for with it. Use "
                + "await instead of Executor.BlockOn inside of tasks.");
        cancellationToken.ThrowIfCancellationRequested();
        var loop = new ThreadLoop(timeProvider ?? TimeProvider.System, cancellationToken, backend);
        Outside outside = loop.StepIn(Worker.Current);
        Frame<T>? main;
        try
        {
            main = loop.Root.SpawnMain(body);
            loop.Run();
        }
        finally
        {
            try
            {
                loop.End();
            }
            finally
            {
                StepOut(outside);
            }
        }
        return loop.Root.Finish(main);
    }

    private void Run()
    {
        bool hasStalled = false;
        while (true)
        {
            RunReady();
            if (SingleThread.IsOn)
                SingleThreadTimers.RingDue();
            // Looked at before each park, so that it does not matter who took the parker's token in between.
            TakeArrivals();
            CollectReady();
            FireTimers();
            if (HasReady)
                continue;
            EarlyPolls.Tell();
            if (HasEnded)
                break;
            if (SingleThread.IsOn)
            {
                if (LentThread.TryExecuteQueued())
                    continue;
                // What does not end when it is cancelled is left behind: nothing could ever wake it.
                if (IsStalled && hasStalled)
                    break;
                if (IsStalled)
                {
                    hasStalled = true;
                    Root.Fail(SingleThread.NoTaskCanGoOn());
                    continue;
                }
            }
            Park();
        }
    }

    private void End()
    {
        Close();
        try
        {
            // The user's clock may fail.
            _alarms.Read()?.Dispose();
        }
        finally
        {
            _watch?.Dispose();
        }
    }

    private AlarmClock MakeAlarms()
    {
        var made = new AlarmClock(Clock);
        return _alarms.CompareExchange(null, made) ?? made;
    }

    protected override Reactor OpenReactor()
    {
        if (Backend == IoBackend.Portable)
            return new PortableReactor();
        var reactor = new EpollReactor(MaxEvents);
        reactor.AllowWake();
        _parker = new Parker(EpollSlot.Create(reactor));
        WakeBy(_parker.Unparker);
        return reactor;
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
            _parker.ParkUninterruptibly(deadline, Wakers.Outside);
        }
        finally
        {
            worker?.Waits.ExitBlocking();
        }
    }
}
