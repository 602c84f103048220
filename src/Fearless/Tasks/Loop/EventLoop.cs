using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>Runs tasks on one thread: what is ready, then what other threads have for it, then what is due; and parks when there is nothing
/// of these.</summary>
/// <remarks>The README of the folder above has the protocol.</remarks>
#pragma warning disable CA1001 // BlockOn, which alone makes loops, disposes what they have.
internal sealed class EventLoop
#pragma warning restore CA1001
{
    /// <summary>How much is run before the loop looks at its timers and its inbox again.</summary>
    private const int RunsATurn = ModelBuild.IsActive ? 2 : 61;

    /// <summary>How many operations that are ready a task carries out before others have their turn.</summary>
    // SOURCE: tokio, `coop.rs`: 128.
    private const int Budget = 128;

    [ThreadStatic]
    private static EventLoop? t_current;

    private readonly TimeProvider _clock;
    private readonly Inbox _inbox;
    private readonly LoopContext _context;
    private readonly ExecutionContext? _callerContext = ExecutionContext.Capture();

    private RunQueue _ready;
    private Frame? _next;
    private Reactor? _reactor;
    private int _budget;

    // The thread's own, until there is a descriptor to wait for.
    private Parker _parker = ThreadParker.Current;

    public EventLoop(TimeProvider clock, CancellationToken cancellationToken)
    {
        _clock = clock;
        _inbox = new Inbox(_parker.Unparker);
        _context = new LoopContext(this);
        Root = new TaskScope(this, cancellationToken);
    }

    /// <summary>The loop that this thread is inside of, or null.</summary>
    public static EventLoop? Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current;
    }

    /// <summary>The loop that this thread is inside of.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static EventLoop Required
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? throw NoLoop();
    }

    /// <summary>The scope of what belongs to no other one.</summary>
    public TaskScope Root { get; }

    /// <summary>The sockets, made with the first one.</summary>
    public Reactor Reactor => _reactor ?? OpenReactor();

    /// <summary>What the loop's clock shows.</summary>
    public long Now => _clock.GetTimestamp();

    /// <summary>Those who sleep.</summary>
    public TimerHeap Timers { get; } = new();

    /// <summary>The tokens of tasks.</summary>
    public TaskTokens Tokens { get; } = new();

    /// <summary>The frame whose code is running, or null.</summary>
    public Frame? Running { get; private set; }

    /// <summary>Whether the awaiter that is asked for its result next has to throw instead, because its task is cancelled.</summary>
    public bool IsUnwinding { get; set; }

    /// <summary>The scope that what is started now belongs to, unless another one is named.</summary>
    public TaskScope CurrentScope => Running?.Scope ?? Root;

    // ---- For everything that runs in the loop ----

    /// <summary>For whoever would start a task: of an <c>async void</c> method that has outlived all of them, nobody would wait for it.</summary>
    /// <exception cref="InvalidOperationException">It would be too late.</exception>
    public void ThrowIfOnlyCallsAreLeft()
    {
        if (Running is null)
            Root.ThrowIfUnusable();
    }

    /// <summary>Has <paramref name="work"/> run after everything that is ready. Loop's thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(Work work) => _ready.Push(work);

    /// <summary>Has a list of work run after everything that is ready. Loop's thread only.</summary>
    public void PushAll(Work? work) => _ready.PushAll(work);

    /// <summary>Has <paramref name="frame"/> run next, before anything else. Loop's thread only, by the frame that is running, at the end of
    /// its step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ContinueWith(Frame frame) => _next = frame;

    /// <summary>Wakes the loop, to look again at what it waits for. Any thread.</summary>
    public void Wake() => _inbox.Wake();

    /// <summary>Whether the frame that runs may go on with something that is ready, for once. Else it is to let others run.</summary>
    public bool TakeFromBudget() => --_budget >= 0;

    /// <summary>Has <paramref name="work"/> run. Any thread. False when the loop has ended.</summary>
    public bool TryPost(Work work) => _inbox.TryPush(work);

    /// <summary>Runs <paramref name="frame"/>, and then whatever it enters or returns to, until one waits: calls between the methods of a task
    /// take no stack.</summary>
    public void Resume(Frame frame)
    {
        Frame? current = frame;
        _budget = Budget;
        do
        {
            _next = null;
            Running = current;
            current.Step(this);
            current = _next;
        }
        while (current is not null);
        Running = null;
    }

    /// <summary>For the awaiter of a leaf, before it gives its result.</summary>
    /// <exception cref="OperationCanceledException">The task is cancelled, and what was waited for has not come.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ThrowIfUnwinding()
    {
        if (IsUnwinding)
            ThrowCancelled();
    }

    /// <summary>The moment that comes <paramref name="delay"/> from now, in units of the loop's clock; null when it never comes.</summary>
    public long? DueAfter(TimeSpan delay)
    {
        if (delay == Timeout.InfiniteTimeSpan)
            return null;
        long units = UnitsOf(delay);
        long now = Now;
        return units > long.MaxValue - now ? null : now + units;
    }

    /// <summary>A time that is not negative in units of the loop's clock, rounded up, so that no delay ends early.</summary>
    public long UnitsOf(TimeSpan time)
    {
        long frequency = _clock.TimestampFrequency;
        Int128 units = frequency % TimeSpan.TicksPerSecond == 0
            ? Math.BigMul(time.Ticks, frequency / TimeSpan.TicksPerSecond)
            : (((Int128)time.Ticks * frequency) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        return (long)Int128.Min(units, long.MaxValue);
    }

    // ---- The loop itself ----

    /// <summary>Runs <paramref name="body"/> and everything it starts on this thread, and returns when all of it has ended.</summary>
    public static T BlockOn<T>(Func<Frame<T>> body, TimeProvider? timeProvider, CancellationToken cancellationToken)
    {
        if (t_current is not null)
            throw new InvalidOperationException(
                "This thread runs an executor already: what is called here would block it, and the tasks that it may wait for with it. Use "
                + "await instead of Executor.BlockOn inside of tasks.");
        cancellationToken.ThrowIfCancellationRequested();
        var loop = new EventLoop(timeProvider ?? TimeProvider.System, cancellationToken);
        SynchronizationContext? callerContext = SynchronizationContext.Current;
        t_current = loop;
        SynchronizationContext.SetSynchronizationContext(loop._context);
        Frame<T>? main;
        try
        {
            main = loop.Root.SpawnMain(body);
            loop.Run();
        }
        finally
        {
            loop._reactor?.Dispose();
            SynchronizationContext.SetSynchronizationContext(callerContext);
            t_current = null;
        }
        return loop.Root.Finish(main);
    }

    private void Run()
    {
        while (true)
        {
            for (int run = 0; run < RunsATurn && _ready.TryPop(out Work? work); run++)
            {
                work.Run(this);
                RestoreContext();
            }
            _ready.PushAll(_inbox.TakeAll());
            _reactor?.Collect(milliseconds: 0);
            if (Timers.Count > 0)
                Timers.Fire(this, Now);
            if (!_ready.IsEmpty)
                continue;
            if (Root.HasEnded && !_context.HasOperations)
                break;
            Park();
        }
        HandOver(_inbox.Close());
    }

    // What a task does to the ambient context is its own, and not the next one's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RestoreContext()
    {
        if (_callerContext is { } context && ExecutionContext.Capture() != context)
            ExecutionContext.Restore(context);
    }

    private Reactor OpenReactor()
    {
        _reactor = new Reactor();
        _parker = new Parker(EpollSlot.Create(_reactor));
        _inbox.Owner = _parker.Unparker;
        return _reactor;
    }

    private void Park()
    {
        // Else the context would be asked to carry out the wait, on some systems.
        using SuspendedContext suspended = SuspendedContext.Enter();
        _parker.ParkUninterruptibly(Timers.Count > 0 ? Deadline.At(_clock, Timers.Next) : Deadline.Never);
    }

    /// <summary>Gives what came too late to the thread pool, as far as it is a call.</summary>
    private static void HandOver(Work? late)
    {
        while (late is not null)
        {
            Work? next = late.Next.Take();
            if (late is PostedWork call)
                ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
            late = next;
        }
    }

    private void ThrowCancelled()
    {
        IsUnwinding = false;
        throw new OperationCanceledException("The task was cancelled.");
    }

    private static InvalidOperationException NoLoop() =>
        new("No executor runs on this thread. Call this inside of a task: of the body of Executor.BlockOn, or of what that spawns or awaits.");
}
