using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Starts tasks that end with it: each has ended when
/// <see cref="RunAsync{T}(Func{TaskScope, Future{T}}, CancellationToken)"/> completes, whatever was thrown.</summary>
/// <remarks>
/// <para><b>Failures.</b> The first failure, of the body or of a task, cancels all the others; when they have ended it is rethrown as it
/// was, and any further one hangs on it (<see cref="SuppressedExceptions.GetSuppressed"/>). That a task was awaited makes no
/// difference: a failure that the scope is to survive must be caught inside the task, or the scope be a
/// <see cref="ScopePolicy.Supervisor"/>. A task that only was cancelled has not failed.</para>
/// <para><b>Cancellation.</b> <see cref="Cancel"/>, a failure, the token that <c>RunAsync</c> was given, and the cancellation of the task that
/// waits for the scope all do the same: every task of the scope is cancelled, its body too. A task notices at its next
/// wait for something of this library (<see cref="Executor.Delay"/>, <see cref="Executor.Yield"/>, a handle) or at the one where it is: methods
/// without clean-up code simply end there; in the others an
/// <see cref="OperationCanceledException"/> runs every <c>catch</c>, <c>finally</c> and <c>using</c>, and each further wait throws again, except
/// under <see cref="Future{T}.Shield"/>. A wait for something foreign, such as a <see cref="Task"/> of .NET, is never cut short, since its
/// result could be lost: pass it <see cref="Executor.CancellationToken"/>.</para>
/// <para>A task that was cancelled before it began does not run at all. The scope may be used by the body and by its tasks, on the thread of
/// their executor. A spawn allocates nothing but a place in a list.</para>
/// </remarks>
/// <example><code>
/// string both = Executor.BlockOn(static async () =&gt; await TaskScope.RunAsync(static async scope =&gt;
/// {
///     TaskHandle&lt;string&gt; data = scope.Spawn(FetchData());
///     TaskHandle&lt;string&gt; metadata = scope.Spawn(FetchMetadata());
///     return $"{await data}-{await metadata}";
/// }));
///
/// static async Future&lt;string&gt; FetchData() { await Executor.Delay(TimeSpan.FromMilliseconds(20)); return "data"; }
/// static async Future&lt;string&gt; FetchMetadata() { await Executor.Delay(TimeSpan.FromMilliseconds(10)); return "metadata"; }
/// </code></example>
[DebuggerDisplay("Tasks = {_count}, cancelled = {IsCancelled}")]
#pragma warning disable CA1001 // It is RunAsync that ends a scope, and disposes what it has.
public sealed class TaskScope : ILeaf
#pragma warning restore CA1001
{
    // The place of the body, which is in no list: most scopes of a loop on a pool have nothing else.
    private const int BodyIndex = FrameState.MaxChildren - 1;

    private readonly ScopePolicy _policy;

    // INVARIANT: the first _count places hold the tasks that have not ended, but for the body, each at its ChildIndex; the others are null.
    private Frame?[] _children = [];
    private int _count;

    // From before the body is called, so that what it spawns at once cannot end the scope, until it has ended.
    private bool _bodyRuns;

    private FailureCollector _failures;
    private ScopeParts? _parts;
    private Frame? _main;
    private Frame? _joiner;

    internal TaskScope(EventLoop loop, CancellationToken callerToken, ScopePolicy policy = ScopePolicy.FailFast)
    {
        Loop = loop;
        _policy = policy;
        if (!callerToken.CanBeCanceled)
            return;
        _parts = new ScopeParts { CallerToken = callerToken };
        IsCancelled = callerToken.IsCancellationRequested;
        if (!IsCancelled)
            _parts.CallerLink = callerToken.UnsafeRegister(static work => ((ScopeCancellation)work!).Post(), new ScopeCancellation(this));
    }

    /// <summary>Whether the scope was cancelled: by <see cref="Cancel"/>, by a failure, by a deadline, or from outside.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Cancelled with the scope. For operations that are not this library's.</summary>
    /// <remarks>Made when it is first asked for; scopes that do not use it do not pay. Its callbacks run on the thread of the
    /// executor.</remarks>
    /// <exception cref="InvalidOperationException">The scope has ended, or this is another thread than its executor's.</exception>
    public CancellationToken CancellationToken
    {
        get
        {
            ThrowIfUnusable();
            if (Parts.Source is not { } source)
            {
                Parts.Source = source = new CancellationTokenSource();
                if (IsCancelled)
                    source.Cancel();
            }
            return source.Token;
        }
    }

    internal EventLoop Loop { get; }

    /// <summary>Whether the body and all tasks have ended, so that nobody is left who could spawn.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether all there is to say of its end is that its body was cancelled.</summary>
    internal bool EndedWithoutResult => !HasFailed && _main is { HasCompleted: false };

    internal bool HasFailed => _failures.Any || _parts?.Unobserved is { Any: true };

    /// <summary>The tasks that have not ended, the body first.</summary>
    internal IEnumerable<Frame> Tasks
    {
        get
        {
            if (_bodyRuns && _main is not null)
                yield return _main;
            for (int child = 0; child < _count; child++)
                yield return _children[child]!;
        }
    }

    TaskActivity ILeaf.Activity => TaskActivity.AwaitingScope;

    private bool IsTooLate { get; set; }

    private ScopeParts Parts => _parts ??= new ScopeParts();

    /// <summary>Runs <paramref name="body"/>, and completes when it and every task that was spawned in the scope have ended.</summary>
    /// <typeparam name="T">The type of the body's result.</typeparam>
    /// <param name="body">Gets the scope to spawn in. It is a task of the scope itself.</param>
    /// <param name="cancellationToken">Cancels the scope.</param>
    /// <returns>What the body returned, also when the scope was cancelled after that. Fails with the first failure; with a
    /// <see cref="TimeoutException"/> if the time of <see cref="CancelAfter"/> was over before the body had a result, and with an
    /// <see cref="OperationCanceledException"/> if the scope was cancelled otherwise before that.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static Future<T> RunAsync<T>(Func<TaskScope, Future<T>> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunScope(scope => body(scope).Unclaimed, ScopePolicy.FailFast, cancellationToken);
    }

    /// <returns>Completes at the end of the scope. Fails with the first failure; with a
    /// <see cref="TimeoutException"/> if the time of <see cref="CancelAfter"/> was over before the body had ended, and with an
    /// <see cref="OperationCanceledException"/> if the scope was cancelled otherwise before that.</returns>
    /// <inheritdoc cref="RunAsync{T}(Func{TaskScope, Future{T}}, CancellationToken)"/>
    public static Future RunAsync(Func<TaskScope, Future> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new Future(RunScope(scope => body(scope).Unclaimed, ScopePolicy.FailFast, cancellationToken).Unclaimed);
    }

    /// <summary>Runs <paramref name="body"/>, and completes when it and every task that was spawned in the scope have ended, whatever a failure of one
    /// of them means for the others.</summary>
    /// <typeparam name="T">The type of the body's result.</typeparam>
    /// <param name="body">Gets the scope to spawn in. It is a task of the scope itself, and its failure cancels all others.</param>
    /// <param name="policy">What a failure of a task means for the others.</param>
    /// <param name="cancellationToken">Cancels the scope.</param>
    /// <returns>What the body returned, also when the scope was cancelled after that. Fails with the body's failure, or else with the first one that
    /// the policy has the scope rethrow, and the others hang on it; with a <see cref="TimeoutException"/> if the time of
    /// <see cref="CancelAfter"/> was over before the body had a result, and with an <see cref="OperationCanceledException"/> if the scope was
    /// cancelled otherwise before that.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="policy"/> is none of them.</exception>
    /// <example><code>
    /// Executor.BlockOn(static () =&gt; TaskScope.RunAsync(
    ///     static async scope =&gt;
    ///     {
    ///         TaskHandle&lt;string&gt; news = scope.Spawn(FetchNews());
    ///         TaskHandle&lt;string&gt; weather = scope.Spawn(FetchWeather());
    ///         try
    ///         {
    ///             Console.WriteLine(await news);
    ///         }
    ///         catch (IOException)
    ///         {
    ///             Console.WriteLine("no news today");
    ///         }
    ///         Console.WriteLine(await weather);
    ///     },
    ///     ScopePolicy.Supervisor));
    ///
    /// static async Future&lt;string&gt; FetchNews() { await Executor.Yield(); throw new IOException(); }
    /// static async Future&lt;string&gt; FetchWeather() { await Executor.Delay(TimeSpan.FromMilliseconds(10)); return "fair"; }
    /// </code></example>
    public static Future<T> RunAsync<T>(Func<TaskScope, Future<T>> body, ScopePolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ThrowIfUnknown(policy);
        return RunScope(scope => body(scope).Unclaimed, policy, cancellationToken);
    }

    /// <returns>Completes at the end of the scope. Fails with the body's failure, or else with the first one that
    /// the policy has the scope rethrow, and the others hang on it; with a <see cref="TimeoutException"/> if the time of
    /// <see cref="CancelAfter"/> was over before the body had ended, and with an <see cref="OperationCanceledException"/> if the scope was
    /// cancelled otherwise before that.</returns>
    /// <inheritdoc cref="RunAsync{T}(Func{TaskScope, Future{T}}, ScopePolicy, CancellationToken)"/>
    public static Future RunAsync(Func<TaskScope, Future> body, ScopePolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ThrowIfUnknown(policy);
        return new Future(RunScope(scope => body(scope).Unclaimed, policy, cancellationToken).Unclaimed);
    }

    /// <summary>Starts <paramref name="future"/> as a task of its own, after everything that is ready to run.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="future">What to run. It belongs to the scope from here on, and must not be used again.</param>
    /// <returns>The handle to await, or to cancel it by. Where neither is wanted, assign it to <c>_</c>: the scope waits for the task
    /// anyway.</returns>
    /// <exception cref="InvalidOperationException">The future was awaited or spawned before; the scope has ended, or has sixteen million tasks;
    /// or this is another thread than its executor's.</exception>
    public TaskHandle<T> Spawn<T>(Future<T> future)
    {
        Frame<T> frame = future.Unclaimed;
        Start(frame);
        return new TaskHandle<T>(frame);
    }

    /// <inheritdoc cref="Spawn{T}(Future{T})"/>
    public TaskHandle Spawn(Future future)
    {
        Frame<Unit> frame = future.Unclaimed;
        Start(frame);
        return new TaskHandle(frame);
    }

    /// <summary>Starts <paramref name="future"/> as a task of its own, after everything that is ready to run, with a name for
    /// <see cref="Executor.Dump"/> and, where somebody traces, for its activity (<c>Fearless.Tasks</c>).</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="future">What to run. It belongs to the scope from here on, and must not be used again.</param>
    /// <param name="name">What to call it; several tasks may have the same name. Kept in a table, as long as the task runs.</param>
    /// <returns>The handle to await, or to cancel it by. Where neither is wanted, assign it to <c>_</c>: the scope waits for the task
    /// anyway.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="InvalidOperationException">The future was awaited or spawned before; the scope has ended, or has sixteen million tasks;
    /// or this is another thread than its executor's.</exception>
    public TaskHandle<T> Spawn<T>(Future<T> future, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        TaskHandle<T> handle = Spawn(future);
        Loop.Name(handle.Frame, name);
        return handle;
    }

    /// <inheritdoc cref="Spawn{T}(Future{T}, string)"/>
    public TaskHandle Spawn(Future future, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        TaskHandle handle = Spawn(future);
        Loop.Name(handle.Frame, name);
        return handle;
    }

    /// <summary>Cancels every task of the scope, the body too, and those that are spawned later. Does nothing the second time, or when all have
    /// ended.</summary>
    /// <exception cref="InvalidOperationException">This is another thread than the executor's.</exception>
    public void Cancel()
    {
        ThrowIfElsewhere();
        CancelAll();
    }

    /// <summary>Cancels the scope <paramref name="timeout"/> from now, unless it has ended; if its body has no result then, the scope fails
    /// with a <see cref="TimeoutException"/>. Takes the place of an earlier one.</summary>
    /// <param name="timeout">How long from now; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended, or this is another thread than its executor's.</exception>
    public void CancelAfter(TimeSpan timeout)
    {
        Sync.Deadline.ThrowIfInvalid(timeout);
        ThrowIfUnusable();
        ScopeDeadline deadline = Parts.Deadline ??= new ScopeDeadline(this);
        Loop.Timers.Remove(deadline);
        if (Loop.DueAfter(timeout) is { } due)
            Loop.Timers.Add(due, deadline);
    }

    /// <summary>The task that waits for the scope was cancelled: so is the scope, and the wait goes on.</summary>
    bool ILeaf.TryRelease(Frame waiter)
    {
        // Scopes within scopes, each a few calls deeper.
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            CancelAll();
        else
            Loop.Push(new ScopeCancellation(this));
        return false;
    }

    /// <summary>Starts the body as the first task. Null when it threw before there was one.</summary>
    internal Frame<T>? SpawnMain<T>(Func<Frame<T>> body)
    {
        _bodyRuns = true;
        Frame<T>? main = null;
        try
        {
            main = body();
            main.Claim();
        }
        catch (Exception exception)
        {
            main = null;
            Fail(exception);
        }
        if (main is null)
        {
            _bodyRuns = false;
            EndIfEmpty();
            return null;
        }
        BeginMain(main);
        return main;
    }

    /// <summary>As <see cref="SpawnMain"/>, with a body that exists and was claimed. By whoever makes the loop, before it runs.</summary>
    internal void StartMain(Frame main)
    {
        _bodyRuns = true;
        BeginMain(main);
    }

    /// <summary>Has a scope without a body stay open until <see cref="CancelAndClose"/>, though it has no tasks.</summary>
    internal void KeepOpen() => _bodyRuns = true;

    /// <summary>Cancels everything, and takes nothing from when that has ended.</summary>
    internal void CancelAndClose()
    {
        CancelAll();
        _bodyRuns = false;
        EndIfEmpty();
    }

    /// <summary>Waits until everything has ended.</summary>
    internal ScopeJoin Joined() => new(this);

    /// <summary>As <see cref="Joined"/>, for a frame.</summary>
    internal void Join(Frame joiner)
    {
        joiner.Suspend(this);
        _joiner = joiner;
        if (joiner.Task.IsCancelRequested)
            CancelAll();
    }

    /// <summary>What the scope ended with, given its body.</summary>
    internal T Finish<T>(Frame<T>? main)
    {
        ThrowIfFailed();
        if (main is { HasCompleted: true })
            return main.GetResult();
        if (IsTooLate)
            throw new TimeoutException("The time was over before the scope's body had a result; it and its tasks were cancelled.");
        throw _parts?.CallerToken is { IsCancellationRequested: true } token
            ? new OperationCanceledException("The token that was given was cancelled before the body had a result.", token)
            : new OperationCanceledException("The scope was cancelled before its body had a result.");
    }

    /// <summary>Throws the first failure, with the others on it. When all have ended, and those who waited for one of them have had their turns.
    /// </summary>
    internal void ThrowIfFailed()
    {
        _parts?.Unobserved?.MoveTo(ref _failures);
        _failures.ThrowIfAny();
    }

    /// <summary>Keeps a failure, and cancels everything.</summary>
    internal void Fail(Exception exception)
    {
        _failures.Add(exception);
        CancelAll();
    }

    /// <summary>Keeps a failure of a task that no handle gives.</summary>
    internal void FailTask(Exception exception)
    {
        if (_policy == ScopePolicy.FailFast)
            Fail(exception);
        else if (Loop.IsDetached(this))
            Loop.Root.Fail(exception);
        else
            _failures.Add(exception);
    }

    /// <summary>Somebody gets the failure of <paramref name="task"/> from its handle.</summary>
    internal void OnObserved(Frame task) => _parts?.Unobserved?.Remove(task);

    internal void CancelForLateness()
    {
        IsTooLate = true;
        CancelAll();
    }

    internal void CancelAll()
    {
        if (IsCancelled || HasEnded)
            return;
        IsCancelled = true;
        if (_bodyRuns)
            _main?.RequestCancel(Loop);
        // Its callbacks are the user's code, and may spawn, which changes the list, but only at its end.
        for (int child = 0; child < _count; child++)
            _children[child]?.RequestCancel(Loop);
        try
        {
            _parts?.Source?.Cancel();
        }
        catch (Exception exception)
        {
            _failures.Add(exception);
        }
    }

    internal void OnChildEnded(Frame child)
    {
        if (child == _main)
            _bodyRuns = false;
        else
            RemoveAt(child.ChildIndex);
        child.ChildIndex = -1;
        if (child.Failure is { } failure)
        {
            // Those who wait for it have their turns before whoever waits for the scope.
            if (_policy == ScopePolicy.Supervisor && child != _main)
                (Parts.Unobserved ??= new UnobservedFailures()).Add(child);
            else
                Fail(failure);
        }
        EndIfEmpty();
    }

    internal void ThrowIfUnusable()
    {
        ThrowIfElsewhere();
        if (HasEnded)
            throw new InvalidOperationException(
                "This task scope has ended: it waited for its tasks and takes no more. Use it inside the body of TaskScope.RunAsync, or of the "
                + "tasks spawned there, or open another scope.");
    }

    private static void ThrowIfUnknown(ScopePolicy policy)
    {
        if (!Enum.IsDefined(policy))
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "Pass one of ScopePolicy.FailFast and Supervisor.");
    }

    private static async Future<T> RunScope<T>(Func<TaskScope, Frame<T>> body, ScopePolicy policy, CancellationToken cancellationToken)
    {
        // Without clean-up code, so that a cancellation passes through it for free.
        var scope = new TaskScope(EventLoop.Required, cancellationToken, policy);
        Frame<T>? main = scope.SpawnMain(() => body(scope));
        if (main is not null)
            scope.Loop.Trace(scope, main);
        await scope.Joined();
        return scope.Loop.Activities is { } activities ? activities.Finish(scope, main) : scope.Finish(main);
    }

    private void BeginMain(Frame main)
    {
        _main = main;
        main.ChildIndex = BodyIndex;
        main.BecomeTask(this);
        Loop.Push(main);
        if (IsCancelled)
            main.RequestCancel(Loop);
    }

    private void Start(Frame frame)
    {
        ThrowIfUnusable();
        if (_count == BodyIndex)
            throw new InvalidOperationException(
                $"A task scope cannot have more than {BodyIndex} tasks at a time. Wait for some, or spread them over several scopes.");
        frame.Claim();
        if (_count == _children.Length)
            Array.Resize(ref _children, Math.Max(4, _count * 2));
        _children[_count] = frame;
        frame.ChildIndex = _count++;
        frame.BecomeTask(this);
        Loop.Push(frame);
        if (IsCancelled)
            frame.RequestCancel(Loop);
    }

    private void RemoveAt(int index)
    {
        Frame? last = _children[--_count];
        _children[_count] = null;
        if (index == _count)
            return;
        _children[index] = last;
        last!.ChildIndex = index;
    }

    private void EndIfEmpty()
    {
        if (_bodyRuns || _count > 0)
            return;
        HasEnded = true;
        _parts?.End(Loop);
        Loop.OnEnded(this);
        if (_joiner is not { } joiner)
            return;
        // A cancellation that nothing but this scope's wait has to be told of goes on without an exception.
        if (joiner.Task.IsCancelRequested && EndedWithoutResult)
        {
            Loop.Activities?.EndCancelled(this);
            joiner.QueueToUnwind(Loop);
        }
        else
        {
            Loop.Push(joiner);
        }
    }

    private void ThrowIfElsewhere()
    {
        if (EventLoop.Current != Loop)
            throw new InvalidOperationException(
                "A task scope belongs to the thread of its executor, and this is another one; what RunOn runs has an executor of its own. To be told "
                + "from elsewhere, pass RunAsync a CancellationToken, or await a channel.");
    }
}
