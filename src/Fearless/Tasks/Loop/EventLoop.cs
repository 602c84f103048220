using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>Runs tasks, one at a time: what is ready, then what other threads have for it, then what is due. Where and when it does so, and how
/// it rests, is its kind's: <see cref="ThreadLoop"/> has a thread, <see cref="PoolLoop"/> borrows the workers of a pool.</summary>
/// <remarks>The README of the folder above has the protocol. <em>Its thread</em> is the one that runs it at the moment.</remarks>
internal abstract class EventLoop : LoopContext, ISurroundings
{
    /// <summary>How much is run before the loop looks at its timers and its inbox again.</summary>
    private const int RunsATurn = ModelBuild.IsActive ? 2 : 61;

    /// <summary>How many operations that are ready a task carries out before others have their turn.</summary>
    // SOURCE: tokio, `coop.rs`: 128.
    private const int Budget = 128;

    [ThreadStatic]
    private static EventLoop? t_current;

    private readonly ExecutionContext? _callerContext = ExecutionContext.Capture();

    private Inbox _inbox;
    private RunQueue _ready;
    private Frame? _next;
    private LoopParts? _parts;
    private int _budget;

    /// <param name="clock">The clock of its timers.</param>
    /// <param name="waker">Has it look at its inbox again.</param>
    /// <param name="cancellationToken">Cancels everything.</param>
    protected EventLoop(TimeProvider clock, IWakeable waker, CancellationToken cancellationToken)
    {
        // For somebody to be able to listen.
        FearlessEventSource.Exists();
        Clock = clock;
        _inbox = new Inbox(waker);
        Root = new TaskScope(this, cancellationToken);
    }

    /// <summary>The loop that this thread is inside of, or null.</summary>
    public static new EventLoop? Current
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

    /// <summary>The scope of what was detached, which ends with the root.</summary>
    public TaskScope Detached
    {
        get
        {
            if (Parts.Detached is not { } detached)
            {
                Parts.Detached = detached = new TaskScope(this, CancellationToken.None, ScopePolicy.Supervisor);
                detached.KeepOpen();
            }
            return detached;
        }
    }

    /// <summary>The sockets, made with the first one.</summary>
    public Reactor Reactor => Parts.Reactor ??= OpenReactor();

    /// <summary>The loop of the thread that waits until this one has ended; itself if it has a thread.</summary>
    public abstract ThreadLoop Home { get; }

    /// <summary>Whether what runs here may have others run on other threads.</summary>
    public virtual bool HasThreads => !SingleThread.IsOn;

    /// <summary>How many here wait for something that comes neither from a task nor over a socket, such as a signal. Loop's thread only.</summary>
    public int OutsideWaits
    {
        get => _parts?.OutsideWaits ?? 0;
        set => Parts.OutsideWaits = value;
    }

    /// <summary>What time it is for the loop's timers.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What <see cref="Clock"/> shows.</summary>
    public long Now => Clock.GetTimestamp();

    /// <summary>Those who sleep.</summary>
    public TimerHeap Timers => Parts.Timers ??= new TimerHeap();

    /// <summary>The tokens of tasks.</summary>
    public TaskTokens Tokens => Parts.Tokens ??= new TaskTokens();

    /// <summary>The task-locals of tasks, once there are any.</summary>
    public TaskLocals? Locals => _parts?.Locals;

    /// <summary>The innermost task-local that what runs now sees; null when it sees none.</summary>
    public LocalBinding? VisibleBinding => Locals is { } locals && Running is { } frame ? locals.Of(frame.Task) : null;

    /// <summary>The names of tasks, once there are any.</summary>
    public TaskNames? Names => _parts?.Names;

    /// <summary>The activities of tasks, once there are any.</summary>
    public TaskActivities? Activities => _parts?.Activities;

    /// <summary>Whether something was detached.</summary>
    public bool HasDetached => _parts?.Detached is not null;

    /// <summary>The frame whose code is running, or null.</summary>
    public Frame? Running { get; private set; }

    /// <summary>Whether the awaiter that is asked for its result next has to throw instead, because its task is cancelled.</summary>
    public bool IsUnwinding { get; set; }

    /// <summary>The scope that what is started now belongs to, unless another one is named.</summary>
    public TaskScope CurrentScope => Running?.Scope ?? Root;

    private LoopParts Parts => _parts ??= new LoopParts();

    // Not for a caller whose context does not flow: the loop then leaves alone what is ambient.
    private bool IsTraced => TaskActivities.AreHeard && _callerContext is not null;

    // Whether what runs has changed what is ambient.
    private bool ContextHasChanged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ExecutionContext.Capture() != _callerContext && _callerContext is not null;
    }

    /// <summary>Whether something is ready to run.</summary>
    protected bool HasReady => !_ready.IsEmpty;

    /// <summary>Whether everything has ended that it waits for.</summary>
    protected bool HasEnded => Root.HasEnded && _parts?.Detached is null or { HasEnded: true } && !HasOperations;

    /// <summary>Whether something may come from outside of the process.</summary>
    protected bool HearsOutside => _parts is { Reactor: not null } or { OutsideWaits: > 0 };

    /// <summary>When the first of those who sleep is due; null when nobody sleeps.</summary>
    protected long? NextDue => _parts?.Timers is { Count: > 0 } timers ? timers.Next : null;

    // ---- For everything that runs in the loop ----

    /// <summary>Has the loop keep task-locals from now on.</summary>
    public TaskLocals MakeLocals() => Parts.Locals ??= new TaskLocals();

    /// <summary>Gives <paramref name="task"/>, which has not begun, a name, as long as it runs, and an activity of that name, if somebody
    /// listens.</summary>
    public void Name(Frame task, string name)
    {
        (Parts.Names ??= new TaskNames()).Add(task, name, Now);
        if (IsTraced)
            MakeActivities().Begin(task, name);
    }

    /// <summary>Gives <paramref name="scope"/>, whose body has not begun, an activity, if somebody listens.</summary>
    public void Trace(TaskScope scope, Frame body)
    {
        if (IsTraced)
            MakeActivities().Begin(scope, body);
    }

    /// <summary>Has <paramref name="task"/>, which has not begun, see the activity that whoever spawns it sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void HandOnActivity(Frame task)
    {
        if (ContextHasChanged)
            KeepActivity(task);
    }

    /// <summary>For whoever would start a task: of an <c>async void</c> method that has outlived all of them, nobody would wait for it.</summary>
    /// <exception cref="InvalidOperationException">It would be too late.</exception>
    public void ThrowIfOnlyCallsAreLeft()
    {
        if (Running is null)
            Root.ThrowIfUnusable();
    }

    /// <summary>A scope has ended. With the root so does what was detached.</summary>
    public void OnEnded(TaskScope scope)
    {
        if (scope == Root)
            _parts?.Detached?.CancelAndClose();
    }

    /// <summary>Whether <paramref name="scope"/> is the one of what was detached.</summary>
    public bool IsDetached(TaskScope scope) => scope == _parts?.Detached;

    /// <summary>Has <paramref name="work"/> run after everything that is ready. Loop's thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(Work work) => _ready.Push(work);

    /// <summary>Has a list of work run after everything that is ready. Loop's thread only.</summary>
    public void PushAll(Work? work) => _ready.PushAll(work);

    /// <summary>Has <paramref name="frame"/> run next, before anything else. Loop's thread only, by the frame that is running, at the end of
    /// its step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ContinueWith(Frame frame) => _next = frame;

    public sealed override void Wake() => _inbox.Wake();

    /// <summary>For a wait for something foreign to begin: without a context, through which its continuation, which comes home by itself, would come
    /// twice as slowly; where there are no threads with it, since what ends on this one would otherwise go on on the thread pool.</summary>
    public SuspendedContext EnterForeignWait() => HasThreads ? SuspendedContext.Enter() : default;

    /// <summary>Whether the frame that runs may go on with something that is ready, for once. Else it is to let others run.</summary>
    public bool TakeFromBudget() => --_budget >= 0;

    public sealed override bool TryPost(Work work) => _inbox.TryPush(work);

    /// <summary>Runs <paramref name="frame"/>, and then whatever it enters or returns to, until one waits: calls between the methods of a task
    /// take no stack.</summary>
    public void Resume(Frame frame)
    {
        Activities?.Enter(frame);
        Frame current = frame;
        while (true)
        {
            _next = null;
            Running = current;
            current.Step(this);
            if (_next is not { } next)
                break;
            if (Activities is not null || ContextHasChanged)
                PassActivity(current, next);
            current = next;
        }
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
        long frequency = Clock.TimestampFrequency;
        Int128 units = frequency % TimeSpan.TicksPerSecond == 0
            ? Math.BigMul(time.Ticks, frequency / TimeSpan.TicksPerSecond)
            : (((Int128)time.Ticks * frequency) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        return (long)Int128.Min(units, long.MaxValue);
    }

    void ISurroundings.Leave() => t_current = null;

    void ISurroundings.Return() => t_current = this;

    // ---- For its kinds ----

    /// <summary>Makes this thread the loop's, until <see cref="StepOut"/> with what this returns.</summary>
    /// <param name="worker">The worker whose thread this is, or null.</param>
    protected Outside StepIn(Worker? worker)
    {
        var outside = new Outside(worker, t_current, SynchronizationContext.Current, worker?.Surroundings);
        t_current = this;
        SynchronizationContext.SetSynchronizationContext(this);
        if (worker is not null)
            worker.Surroundings = this;
        if (ContextHasChanged)
            RestoreContext(suspended: null);
        return outside;
    }

    /// <summary>Ends what <see cref="StepIn"/> began. Touches nothing of the loop, which may run elsewhere by now.</summary>
    protected static void StepOut(in Outside outside)
    {
        t_current = outside.Loop;
        SynchronizationContext.SetSynchronizationContext(outside.Context);
        if (outside.Worker is { } worker)
            worker.Surroundings = outside.Surroundings;
    }

    /// <summary>Runs what is ready, but not for long.</summary>
    protected void RunReady()
    {
        // Not asked for each: a turn is short.
        bool isTimed = PollTimer.IsHeard;
        for (int run = 0; run < RunsATurn && _ready.TryPop(out Work? work); run++)
        {
            if (isTimed)
                RunTimed(work);
            else
                RunOne(work);
        }
    }

    /// <summary>Takes out what has been ready for longest, to be run by <see cref="RunOne"/>.</summary>
    protected bool TryTakeReady([NotNullWhen(true)] out Work? work) => _ready.TryPop(out work);

    /// <summary>Runs something that was ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void RunOne(Work work)
    {
        _budget = Budget;
        work.Run(this);
        if (ContextHasChanged)
            RestoreContext(Running);
        Running = null;
    }

    private void RunTimed(Work work)
    {
        long begin = PollTimer.Begin();
        RunOne(work);
        PollTimer.End(begin, work);
    }

    /// <summary>Has others wake the loop by <paramref name="waker"/> from now on.</summary>
    protected void WakeBy(IWakeable waker) => _inbox.Owner = waker;

    /// <summary>Makes ready what other threads have for the loop.</summary>
    protected void TakeArrivals() => _ready.PushAll(_inbox.TakeAll());

    /// <summary>Makes ready what waits for sockets that have become so.</summary>
    protected void CollectReady() => _parts?.Reactor?.Collect(milliseconds: 0);

    /// <summary>Opens the reactor, with the loop's first socket.</summary>
    protected abstract Reactor OpenReactor();

    /// <summary>Makes ready what is due.</summary>
    protected void FireTimers()
    {
        if (_parts?.Timers is { Count: > 0 } timers)
            timers.Fire(this, Now);
    }

    /// <summary>Ends what waits for sockets, refuses what other threads would still have, and tells what came too late.</summary>
    protected void Close()
    {
        _parts?.Reactor?.Dispose();
        _ready.PushAll(_inbox.Close());
        while (_ready.TryPop(out Work? late))
            late.OnLoopEnded();
    }

    // What a task does to the ambient context is its own, and not the next one's; of all that is in it only the activity is kept for it.
    private void RestoreContext(Frame? suspended)
    {
        if (suspended is { HasEnded: false })
            KeepActivity(suspended);
        ExecutionContext.Restore(_callerContext!);
    }

    private void KeepActivity(Frame frame) => MakeActivities().Keep(frame);

    // Between two methods of one task: the one that is called sees what its caller does, and what it does about it itself ends with it.
    private void PassActivity(Frame from, Frame to)
    {
        if (from.HasEnded)
            MakeActivities().Return(to);
        else
            KeepActivity(from);
    }

    // When something ambient has changed for the first time, be it another thing: until then a loop has nothing of it.
    private TaskActivities MakeActivities() => Parts.Activities ??= TaskActivities.Of(_callerContext!);

    private void ThrowCancelled()
    {
        IsUnwinding = false;
        throw new OperationCanceledException("The task was cancelled.");
    }

    private static InvalidOperationException NoLoop() =>
        new("No executor runs on this thread. Call this inside of a task: of the body of Executor.BlockOn, or of what that spawns or awaits.");

    /// <summary>What a thread was inside of before it stepped into a loop.</summary>
    protected readonly record struct Outside(Worker? Worker, EventLoop? Loop, SynchronizationContext? Context, ISurroundings? Surroundings);
}
