using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless;

/// <summary>A thread that a scope started: the handle to wait for it.</summary>
/// <remarks>
/// An ordinary object, to be kept in lists as you like; once its scope has ended it is merely finished. Dropping it loses nothing: the
/// scope waits for the thread, and rethrows its exception unless a join has done so.
/// <para><b>Memory ordering.</b> Everything before the spawn happens before the body; everything in the body, and the disposal of
/// what was moved into it, happens before a join returns, before <see cref="IsFinished"/> is true, and before the scope ends.</para>
/// </remarks>
[DebuggerDisplay("{Name} finished: {IsFinished}")]
public abstract class ScopedThread
{
    private const int NotJoined = 0;
    private const int Joining = 1;
    private const int Joined = 2;

    [ThreadStatic]
    private static ScopedThread? t_current;

    private ScopeCore _scope = null!;
    private ExecutionContext? _context;
    private IMoved? _firstMoved;
    private IMoved? _secondMoved;
    private LoanReceipt? _receipt;
    private OwnThread? _ownThread;
    private ExceptionDispatchInfo? _failure;
    private SingleWaiterCompletion _completion;
    private AtomicInt _join;

    // The thread that this one waits for without limit; for finding a circle of joins.
    private AtomicRef<ScopedThread> _awaited;

    private protected ScopedThread()
    {
    }

    /// <summary>The name of the thread; null if it was given none.</summary>
    public string? Name { get; private set; }

    /// <summary>The thread's number in its scope, in the order of spawning, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>Whether the body has ended, and with it the disposal of what was moved into it. Never blocks.</summary>
    public bool IsFinished => _completion.IsSet;

    /// <summary>Whether what the body returns is a task, which nobody would wait for.</summary>
    internal virtual bool ReturnsTask => false;

    /// <summary>The scoped thread that runs on the current thread.</summary>
    internal static ScopedThread? Current => t_current;

    /// <summary>The priority that the thread is to run with.</summary>
    internal ThreadPriority Priority { get; private set; }

    /// <summary>What the body threw. After it has finished.</summary>
    internal ExceptionDispatchInfo? Failure => _failure;

    /// <summary>Whether a join took the result or the exception, or is about to.</summary>
    internal bool IsObserved => _join.Read() != NotJoined;

    /// <summary>Waits until the body has ended.</summary>
    /// <remarks>What the body threw is thrown here, as it was and with its own stack trace, and then not again at the end of the scope.
    /// Spins shortly, then parks.</remarks>
    /// <param name="cancellationToken">Ends the wait, not the thread; the thread can be joined later.</param>
    /// <exception cref="InvalidOperationException">The thread was joined before; or it waits, directly or not, for the thread that calls
    /// this, so that neither would ever go on. Joins that a limit or a token may end are not looked at for this.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the body ended.</exception>
    public void Join(CancellationToken cancellationToken = default)
    {
        WaitAndClaim(Deadline.Never, cancellationToken);
        _failure?.Throw();
    }

    /// <summary>Waits until the body has ended or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look only, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait, not the thread.</param>
    /// <returns>True if the thread is now joined. False if the time was over: nothing has happened, and it can be joined later.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="Join"/>
    public bool TryJoin(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!WaitAndClaim(Deadline.After(timeout), cancellationToken))
            return false;
        _failure?.Throw();
        return true;
    }

    /// <summary>Runs the user's body.</summary>
    // SAFETY: each override is NoInlining, so that the body has a frame of its own, below the local of Execute by which loans are judged.
    // Guarded devirtualization inlines it otherwise, down to the user's lambda, and what the body allocates on the stack lies above.
    private protected abstract void RunBody(ThreadScope scope);

    /// <summary>Makes the thread known to its scope and gives it what it owns. Before
    /// it starts; the caller disposes what was moved if this throws.</summary>
    internal void Attach(ScopeCore scope, int index, ThreadOptions options, LoanReceipt? receipt, IMoved? first, IMoved? second)
    {
        _scope = scope;
        _receipt = receipt;
        Index = index;
        Name = options.NameOf(index);
        Priority = options.Priority;
        _context = ExecutionContext.Capture();
        first?.Claim();
        _firstMoved = first;
        second?.Claim();
        _secondMoved = second;
    }

    /// <summary>Says that the thread has one of the operating system for itself. Before it starts.</summary>
    internal void RunsOn(OwnThread ownThread) => _ownThread = ownThread;

    /// <summary>The context that the body runs in; null for none. Once.</summary>
    internal ExecutionContext? TakeContext()
    {
        ExecutionContext? context = _context;
        _context = null;
        return context;
    }

    /// <summary>Runs the body and everything of the user's that follows it. Never throws. On the thread itself.</summary>
    internal void Execute()
    {
        var failures = new FailureCollector();
        byte frame = 0;
        t_current = this;
        try
        {
            RunBody(new ThreadScope(_scope, ref frame, null));
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
        _receipt?.Give();
        // As `using` would: the last one first.
        ReleaseMoved(ref _secondMoved, ref failures);
        ReleaseMoved(ref _firstMoved, ref failures);

        _failure = failures.Merge();
        if (_failure is not null)
            _scope.Fail(this);
        // After Fail: the callbacks of the token run in it, and one that joins this very thread is to be told so.
        t_current = null;
    }

    /// <summary>Runs all of it on a thread that is its own, and of this one alone.</summary>
    internal void RunToEnd()
    {
        new ThreadEnvironment().Enter(this);
        Execute();
        Publish();
    }

    /// <summary>Tells those who wait. The last thing that a thread does with this object.</summary>
    internal void Publish()
    {
        ScopeCore scope = _scope;
        _completion.Set();
        scope.Leave();
    }

    /// <summary>Disposes what was moved into a thread that did not start.</summary>
    internal void Abandon(ref FailureCollector failures)
    {
        ReleaseMoved(ref _secondMoved, ref failures);
        ReleaseMoved(ref _firstMoved, ref failures);
    }

    /// <summary>Gives up the ownership of <paramref name="value"/>, if it was moved into this thread, or into one that waits in an open scope
    /// for this one. On the thread itself.</summary>
    internal void PassOn(object value)
    {
        // RACE: none on the fields of the threads further out: they write them before and after their scope.
        for (ScopedThread? owner = this; owner is not null; owner = owner._scope.Owner)
        {
            if (owner._firstMoved is { } first && ReferenceEquals(first.Content, value))
                first.TryRelease();
            else if (owner._secondMoved is { } second && ReferenceEquals(second.Content, value))
                second.TryRelease();
        }
    }

    /// <summary>Waits, and makes the caller the one that joined.</summary>
    private protected bool WaitAndClaim(Deadline deadline, CancellationToken cancellationToken)
    {
        int before = _join.CompareExchange(NotJoined, Joining);
        if (before != NotJoined)
            throw new InvalidOperationException(
                $"Thread {Name ?? "number " + Index} {(before == Joined ? "was joined before" : "is being joined by another thread")}. "
                + "A thread is joined once: keep what Join returned, and pass that on.");
        bool finished;
        try
        {
            finished = WaitUntilFinished(deadline, cancellationToken) || !TryGiveUp();
        }
        catch (Exception)
        {
            if (TryGiveUp())
                throw;
            finished = true;
        }
        if (!finished)
            return false;
        _join.Write(Joined);
        if (_ownThread is not null)
        {
            var deferred = new DeferredFailure();
            _ownThread.Join(ref deferred);
            deferred.RestoreInterrupt();
        }
        return true;
    }

    /// <summary>Takes the claim back, unless the thread has finished meanwhile: then the caller has joined it after all.</summary>
    private bool TryGiveUp()
    {
        // ORDERING: a full fence between taking the claim back and looking whether the thread has finished. A scope that ends looks at the
        // claim after its threads have finished: if it saw this one and left the failure to it, the look here sees the end.
        // RACE: somebody else may claim in between, and is then bound by the same rule.
        _join.Exchange(NotJoined);
        return !IsFinished || !_join.CompareAndSet(NotJoined, Joined);
    }

    private static void ReleaseMoved(ref IMoved? moved, ref FailureCollector failures)
    {
        try
        {
            if (moved is not null && moved.TryRelease())
                Move.Dispose(moved.Content);
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
        moved = null;
    }

    private bool WaitUntilFinished(Deadline deadline, CancellationToken cancellationToken)
    {
        if (IsFinished)
            return true;
        if (t_current is not { } caller || !deadline.IsNever || cancellationToken.CanBeCanceled)
            return _completion.Wait(deadline, cancellationToken);

        // ORDERING: a full fence between the store of the edge and the loads of the others': of the threads that close a circle, the
        // one that stores last sees it whole.
        caller._awaited.Exchange(this);
        try
        {
            ThrowIfItWaitsFor(caller);
            return _completion.Wait(deadline, cancellationToken);
        }
        finally
        {
            caller._awaited.Write(null);
        }
    }

    // RACE: an edge that was read may be gone when the next one is. A circle that is found is real all the same: the caller runs, so
    // whoever waits for it has not stopped waiting, so whoever waits for that one has not, and so on round.
    private void ThrowIfItWaitsFor(ScopedThread caller)
    {
        for (ScopedThread? thread = this; thread is not null && !thread.IsFinished; thread = thread._awaited.Read())
        {
            for (ScopedThread? inner = caller; inner is not null; inner = inner._scope.Owner)
            {
                if (ReferenceEquals(thread, inner))
                    throw new InvalidOperationException(
                        $"Joining thread {Name ?? "number " + Index} here would never end: it waits for the thread that joins it. "
                        + "Join a thread from its scope's body, or from a thread that it does not wait for.");
            }
        }
    }
}
