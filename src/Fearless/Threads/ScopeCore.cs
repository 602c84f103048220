using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless;

/// <summary>What the copies of one <see cref="ThreadScope"/> share: the count of what runs, the failures, the token.</summary>
/// <remarks>The protocols of joining and of the end are in the README beside this file. It keeps no list of its threads, so a scope may
/// spawn for ever.</remarks>
internal sealed class ScopeCore
{
    private static readonly ThreadOptions DefaultOptions = new();

    private readonly ThreadOptions _options;
    private readonly CancellationToken _callerToken;
    private readonly Parker _ownerParker = ThreadParker.Current;

    // Without a lock: entering a contended one throws if the thread was interrupted, and neither a thread that fails nor the end of the scope
    // may be kept from what it has to do.
    private TreiberStack<ScopedThread> _failed;
    private TreiberStack<Exception> _callbackFailures;
    private OwnThreads _ownThreads;

    // INVARIANT: the body, until it has returned, and each thread from its spawn until its end, count one each. Only one of these can
    // spawn, so zero is final: the scope has ended.
    private AtomicInt _running = new(1);
    private AtomicInt _spawned;
    private AtomicBool _isCancelled;
    private AtomicRef<LinkedSource> _source;

    /// <summary>Opens a scope on the current thread.</summary>
    public ScopeCore(ThreadOptions? options, PinnedRange lent, CancellationToken callerToken)
    {
        _options = options ?? DefaultOptions;
        _callerToken = callerToken;
        Lent = lent;
    }

    /// <summary>The scoped thread that opened this scope, and waits for it to end; null for any other thread.</summary>
    public ScopedThread? Owner { get; } = ScopedThread.Current;

    /// <summary>The memory that stays where it is until the scope ends.</summary>
    public PinnedRange Lent { get; }

    /// <summary>The token that the first failure cancels, and the caller's.</summary>
    public CancellationToken Token
    {
        get
        {
            ThrowIfEnded(_running.Read());
            if (_source.Read() is { } existing)
                return existing.Token;

            var created = new LinkedSource(_callerToken);
            if (_source.CompareExchange(null, created) is { } other)
            {
                created.LetGo();
                return other.Token;
            }
            // ORDERING: the source is published (a full fence) before the flag is read; Cancel writes the flag (a full fence) before it
            // reads the source. One of the two sees the other, so a token that is made late is cancelled too.
            if (_isCancelled.Read())
                Cancel(created);
            return created.Token;
        }
    }

    /// <summary>The core of a scope that was opened.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public static ScopeCore Opened(ScopeCore? core) => core ?? throw new InvalidOperationException(
        "This thread scope was never opened. Use the one that ThreadScope.Run passes to its body.");

    /// <summary>
    /// Starts <paramref name="thread"/> in <paramref name="core"/>. What was
    /// moved belongs to the thread from here on, and is disposed if this throws.
    /// </summary>
    public static void Start(
        ScopeCore? core, ScopedThread thread, Delegate? body, ThreadOptions? options, LoanReceipt? receipt, IMoved? first, IMoved? second)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(body);
            if (thread.ReturnsTask)
                throw new ArgumentException(ThreadScope.AsyncBody, nameof(body));
            Opened(core).Start(thread, options, receipt, first, second);
        }
        catch (Exception exception)
        {
            var failures = new FailureCollector();
            failures.Add(exception);
            thread.Abandon(ref failures);
            DisposeUnclaimed(first, ref failures);
            DisposeUnclaimed(second, ref failures);
            failures.ThrowIfAny();
        }
        receipt?.Await();
    }

    /// <summary>Throws <paramref name="refusal"/> of a spawn that comes to nothing, after disposing what was to be moved into its
    /// thread.</summary>
    public static void Refuse(Exception refusal, IMoved? moved)
    {
        var failures = new FailureCollector();
        failures.Add(refusal);
        DisposeUnclaimed(moved, ref failures);
        failures.ThrowIfAny();
    }

    /// <summary>Keeps the failure of <paramref name="thread"/>, and cancels
    /// the token. On the thread that failed, before it leaves.</summary>
    public void Fail(ScopedThread thread)
    {
        _failed.Push(thread);
        Cancel();
    }

    /// <summary>Counts a thread out. It touches the scope no more.</summary>
    public void Leave()
    {
        // ORDERING: a full fence, so what the thread did is seen by the owner once it sees zero. The parker is read before: after it the
        // scope may have ended, which does no harm to an object, but the rule is cheap to keep.
        Parker owner = _ownerParker;
        if (_running.Decrement() == 0)
            owner.Unparker.Unpark();
    }

    /// <summary>Ends the scope: waits for every thread, then throws what was
    /// thrown and not yet observed. On the thread that opened it, once.</summary>
    /// <param name="bodyFailure">What the body threw.</param>
    public void Close(Exception? bodyFailure)
    {
        // SAFETY: the threads have the addresses of what lies above this frame. So whatever is thrown from here on leaves after the last
        // wait.
        var deferred = new DeferredFailure();
        if (bodyFailure is not null)
        {
            try
            {
                Cancel();
            }
            catch (Exception exception)
            {
                deferred.Add(exception);
            }
        }
        // Not Leave: the owner need not wake itself.
        if (_running.Decrement() != 0)
            AwaitThreads(ref deferred);
        _ownThreads.Join(ref deferred);

        _source.Read()?.LetGo();
        deferred.RestoreInterrupt();
        FailureCollector failures = CollectFailures(bodyFailure, deferred.First);
        failures.ThrowIfAny();
    }

    private static void DisposeUnclaimed(IMoved? moved, ref FailureCollector failures)
    {
        try
        {
            moved?.Dispose();
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
    }

    private static void ThrowIfEnded(int running)
    {
        if (running == 0)
            throw new InvalidOperationException(
                "This thread scope has ended: it waited for its threads and takes no more. Spawn inside the body of ThreadScope.Run, "
                + "or open another scope.");
    }

    private void Enter()
    {
        // Read and compared again rather than incremented at once: zero must stay zero.
        int running = _running.Read();
        while (true)
        {
            ThrowIfEnded(running);
            int before = _running.CompareExchange(running, running + 1);
            if (before == running)
                return;
            running = before;
        }
    }

    private void Start(ScopedThread thread, ThreadOptions? options, LoanReceipt? receipt, IMoved? first, IMoved? second)
    {
        SingleThread.ThrowIfOn();
        Enter();
        try
        {
            options ??= _options;
            thread.Attach(this, _spawned.Increment() - 1, options, receipt, first, second);
            Launch(thread, options);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    private void Launch(ScopedThread thread, ThreadOptions options)
    {
        if (options.IsCached)
        {
            options.Cache.Run(thread);
            return;
        }

        var own = OwnThread.Create(thread.RunToEnd, options.StackSize);
        thread.RunsOn(own);
        _ownThreads.Start(own, options.Cache);
    }

    private void Cancel()
    {
        // ORDERING: see Token.
        _isCancelled.Exchange(true);
        if (_source.Read() is { } source)
            Cancel(source);
    }

    private void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (Exception exception)
        {
            // Thrown by the user's callbacks. Kept, and thrown when the scope ends.
            _callbackFailures.Push(exception);
        }
    }

    private void AwaitThreads(ref DeferredFailure deferred)
    {
        SpinUntilEmpty();
        while (_running.Read() != 0)
        {
            try
            {
                // ORDERING: the last thread counts itself out before it unparks, so
                // the token means zero; one that an earlier wait left means nothing.
                _ownerParker.Park();
            }
            catch (Exception exception)
            {
                deferred.Add(exception);
            }
        }
    }

    private void SpinUntilEmpty()
    {
        ref AdaptiveSpin spin = ref AdaptiveSpin.Current;
        for (int left = spin.Begin(); left > 0; left--)
        {
            AdaptiveSpin.Pause();
            if (_running.Read() != 0)
                continue;
            spin.Succeeded();
            return;
        }
        spin.Failed();
    }

    /// <summary>What is still to be thrown, the most telling first.</summary>
    private FailureCollector CollectFailures(Exception? bodyFailure, Exception? further)
    {
        if (bodyFailure is null && further is null && _failed.IsEmpty && _callbackFailures.IsEmpty)
            return default;

        IEnumerable<Exception> failures = _failed.ToList()
            .Where(static thread => !thread.IsObserved)
            .OrderBy(static thread => thread.Index)
            .Select(static thread => thread.Failure!.SourceException);
        if (bodyFailure is not null)
            failures = failures.Prepend(bodyFailure);

        var collected = new FailureCollector();
        // A stable sort: the body before the threads, these by number; but what was cancelled because another failed is not the cause.
        foreach (Exception failure in failures.OrderBy(CauseRank).Concat(_callbackFailures.ToList()))
            collected.Add(failure);
        if (further is not null)
            collected.Add(further);
        return collected;
    }

    // By type alone: the token may be one of the user's that is linked to the scope's.
    private static int CauseRank(Exception failure) =>
        !IsCancellation(failure) ? 0
        : failure.GetSuppressed().All(IsCancellation) ? 2
        : 1;

    private static bool IsCancellation(Exception failure) => failure switch
    {
        OperationCanceledException => true,
        // Of a task that was waited for.
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(IsCancellation),
        _ => false,
    };
}
