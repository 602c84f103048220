using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless;

/// <summary>Starts threads that may borrow: each of them has ended when
/// <see cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/> returns, whatever was thrown.</summary>
/// <remarks>
/// <para><b>Lifetimes.</b> The scope is a <c>ref struct</c>, so the compiler proves that it does not escape its
/// body: it cannot be captured, stored, returned or awaited over. And since it is a mutable one, the compiler
/// refuses to lend it a span over a <c>stackalloc</c> that is declared inside the body (CS8350, CS8352), which
/// would die before its borrower; what the caller of <c>Run</c> owns may be lent. A body that spawns further
/// threads takes a scope of its own as its first parameter; they belong to the same scope.</para>
/// <para><b>Loans.</b> Spans cross by address: unmanaged elements may lie anywhere, references only on the heap (a span of them on the
/// stack is refused). A span that <c>Run</c> was given stays pinned until the scope ends, so its parts are lent at no cost; for any other
/// span that is not on the stack, <c>Spawn</c> waits until the thread has started. Arrays and other objects are simply passed.</para>
/// <para><b>Failures.</b> <c>Run</c> throws the body's exception, or else that of the first thread, in spawn order,
/// that failed and was not joined; the others hang on it (<see cref="SuppressedExceptions.GetSuppressed"/>). An
/// <see cref="OperationCanceledException"/>, for whatever token, comes after all others, so that it never
/// hides the failure that caused it. The first failure cancels <see cref="CancellationToken"/>.</para>
/// <para><b>Threads.</b> Each is a background thread of the operating system, and has its creator's
/// <see cref="ExecutionContext"/> (async locals, culture) unless the flow is suppressed. Ended threads are kept
/// parked for a few seconds for later spawns: with a clean name, priority, context and no pending interrupt,
/// but with whatever earlier bodies left in thread-static fields. <see cref="ThreadOptions.Dedicated"/> asks
/// for a new one. A spawn allocates the handle, and finds a parked thread or starts a new one.</para>
/// <para><b>On a worker of a pool</b> the wait for the threads holds the worker: threads that need the same pool wait for
/// ever when no other worker is left. Put <c>Par.Blocking</c> around the scope there; then another worker stands in.</para>
/// </remarks>
/// <example><code>
/// Span&lt;int&gt; histogram = stackalloc int[256];
/// ThreadScope.Run(histogram, static (scope, histogram) =&gt;
/// {
///     var (low, high) = histogram.SplitAt(128);
///     scope.Spawn(low, static part =&gt; CountInto(part));
///     scope.Spawn(high, static part =&gt; CountInto(part));
/// });
/// </code></example>
public unsafe ref partial struct ThreadScope
{
    // A local of the frame that waits for, or runs, the body: what lies on the stack below it dies with the body. That this is a mutable
    // ref struct with a ref field is what makes the compiler check the lifetimes of loans; a readonly one would not.
    private ref byte _frame;
    private readonly ScopeCore? _core;
    private readonly ThreadOptions? _options;

    internal ThreadScope(ScopeCore core, ref byte frame, ThreadOptions? options)
    {
        _core = core;
        _frame = ref frame;
        _options = options;
    }

    /// <summary>Cancelled by the first failure, of the body or of a thread, and by the token given to <c>Run</c>.</summary>
    /// <remarks>Made when it is first asked for; scopes that do not use it do not pay. The callbacks registered with it run on the thread
    /// that failed.</remarks>
    /// <exception cref="InvalidOperationException">The scope has ended.</exception>
    public readonly CancellationToken CancellationToken => Core.Token;

    private readonly ScopeCore Core => ScopeCore.Opened(_core);

    /// <summary>The same scope with other options for what is spawned through the value returned.</summary>
    /// <param name="options">The options, in place of those of <c>Run</c>.</param>
    /// <returns>The scope; the lifetimes of loans are checked as before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public readonly ThreadScope With(ThreadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ThreadScope(Core, ref _frame, options);
    }

    /// <summary>Runs <paramref name="body"/> on the calling thread, and returns
    /// when it and every thread that was spawned in it have ended.</summary>
    /// <param name="body">Gets the scope to spawn in.</param>
    /// <param name="options">How the threads are made; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scope's token. Nothing runs if it is cancelled already; it does not cut the wait for the
    /// threads short.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the body began.</exception>
    public static void Run(Action<ThreadScope> body, ThreadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        Open(body, 0, static (scope, body, _) => { body(scope); return true; }, default, options, cancellationToken);
    }

    /// <typeparam name="TResult">The type of the body's result.</typeparam>
    /// <returns>What the body returned.</returns>
    /// <inheritdoc cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/>
    public static TResult Run<TResult>(
        Func<ThreadScope, TResult> body, ThreadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Open(body, 0, static (scope, body, _) => body(scope), default, options, cancellationToken);
    }

    /// <typeparam name="TState">The type of the state; may be a ref struct, since the body runs on the caller's thread.</typeparam>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">Gets the scope to spawn in; runs on the calling thread.</param>
    /// <param name="options">How the threads are made; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scope's token. Nothing runs if it is cancelled already; it does not cut the wait for the
    /// threads short.</param>
    /// <inheritdoc cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/>
    public static void Run<TState>(
        TState state, Action<ThreadScope, TState> body, ThreadOptions? options = null, CancellationToken cancellationToken = default)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        Open(state, body, static (scope, state, body) => { body(scope, state); return true; }, default, options, cancellationToken);
    }

    /// <typeparam name="TState">The type of the state; may be a ref struct, since the body runs on the caller's thread.</typeparam>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">Gets the scope to spawn in; runs on the calling thread.</param>
    /// <param name="options">How the threads are made; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scope's token. Nothing runs if it is cancelled already; it does not cut the wait for the
    /// threads short.</param>
    /// <typeparam name="TResult">The type of the body's result.</typeparam>
    /// <returns>What the body returned.</returns>
    /// <inheritdoc cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/>
    public static TResult Run<TState, TResult>(
        TState state, Func<ThreadScope, TState, TResult> body,
        ThreadOptions? options = null, CancellationToken cancellationToken = default)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        return Open(state, body, static (scope, state, body) => body(scope, state), default, options, cancellationToken);
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="state">Passed to the body. Pinned until the scope ends, so that lending parts of it to threads costs nothing.</param>
    /// <param name="body">Gets the scope to spawn in; runs on the calling thread.</param>
    /// <param name="options">How the threads are made; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scope's token. Nothing runs if it is cancelled already; it does not cut the wait for the
    /// threads short.</param>
    /// <inheritdoc cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/>
    public static void Run<T>(
        Span<T> state, Action<ThreadScope, Span<T>> body, ThreadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        fixed (byte* start = &FirstByte(state))
        {
            var lent = new PinnedRange(start, (nuint)state.Length * (nuint)Unsafe.SizeOf<T>());
            Open(state, body, static (scope, state, body) => { body(scope, state); return true; }, lent, options, cancellationToken);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="state">Passed to the body. Pinned until the scope ends, so that lending parts of it to threads costs nothing.</param>
    /// <param name="body">Gets the scope to spawn in; runs on the calling thread.</param>
    /// <param name="options">How the threads are made; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scope's token. Nothing runs if it is cancelled already; it does not cut the wait for the
    /// threads short.</param>
    /// <typeparam name="TResult">The type of the body's result.</typeparam>
    /// <returns>What the body returned.</returns>
    /// <inheritdoc cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/>
    public static TResult Run<T, TResult>(
        Span<T> state, Func<ThreadScope, Span<T>, TResult> body,
        ThreadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        fixed (byte* start = &FirstByte(state))
        {
            var lent = new PinnedRange(start, (nuint)state.Length * (nuint)Unsafe.SizeOf<T>());
            return Open(state, body, static (scope, state, body) => body(scope, state), lent, options, cancellationToken);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="state">Passed to the body. Pinned until the scope ends, so that lending parts of it to threads costs nothing.</param>
    /// <param name="body">Gets the scope to spawn in; runs on the calling thread.</param>
    /// <param name="options">How the threads are made; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scope's token. Nothing runs if it is cancelled already; it does not cut the wait for the
    /// threads short.</param>
    /// <inheritdoc cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/>
    public static void Run<T>(
        ReadOnlySpan<T> state, Action<ThreadScope, ReadOnlySpan<T>> body,
        ThreadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        fixed (byte* start = &FirstByte(state))
        {
            var lent = new PinnedRange(start, (nuint)state.Length * (nuint)Unsafe.SizeOf<T>());
            Open(state, body, static (scope, state, body) => { body(scope, state); return true; }, lent, options, cancellationToken);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="state">Passed to the body. Pinned until the scope ends, so that lending parts of it to threads costs nothing.</param>
    /// <param name="body">Gets the scope to spawn in; runs on the calling thread.</param>
    /// <param name="options">How the threads are made; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scope's token. Nothing runs if it is cancelled already; it does not cut the wait for the
    /// threads short.</param>
    /// <typeparam name="TResult">The type of the body's result.</typeparam>
    /// <returns>What the body returned.</returns>
    /// <inheritdoc cref="Run(Action{ThreadScope}, ThreadOptions?, CancellationToken)"/>
    public static TResult Run<T, TResult>(
        ReadOnlySpan<T> state, Func<ThreadScope, ReadOnlySpan<T>, TResult> body,
        ThreadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        fixed (byte* start = &FirstByte(state))
        {
            var lent = new PinnedRange(start, (nuint)state.Length * (nuint)Unsafe.SizeOf<T>());
            return Open(state, body, static (scope, state, body) => body(scope, state), lent, options, cancellationToken);
        }
    }

    private static ref byte FirstByte<T>(ReadOnlySpan<T> span) => ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span));

    // SAFETY: not inlined, so that everything in the caller's frame, also what it allocates on the stack later, lies above `frame`.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult Open<TState, TBody, TResult>(
        TState state,
        TBody body,
        Func<ThreadScope, TState, TBody, TResult> invoke,
        PinnedRange lent,
        ThreadOptions? options,
        CancellationToken cancellationToken)
        where TState : allows ref struct
    {
        cancellationToken.ThrowIfCancellationRequested();
        var core = new ScopeCore(options, lent, cancellationToken);
        byte frame = 0;
        TResult result;
        try
        {
            result = Call(invoke, new ThreadScope(core, ref frame, null), state, body);
        }
        catch (Exception exception)
        {
            core.Close(exception);
            throw;
        }
        core.Close(null);
        return result;
    }

    // SAFETY: not inlined, so that everything of the body's lies below the `frame` of Open.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult Call<TState, TBody, TResult>(
        Func<ThreadScope, TState, TBody, TResult> invoke, ThreadScope scope, TState state, TBody body)
        where TState : allows ref struct => invoke(scope, state, body);
}
