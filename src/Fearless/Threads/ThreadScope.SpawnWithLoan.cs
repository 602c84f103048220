using System.Runtime.CompilerServices;

namespace Fearless;

// The rungs of the ladder of spawns on which a body is given a span and something else: a state, or what is moved in.
public unsafe ref partial struct ThreadScope
{
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn<T, TState>(Span<T> loan, TState state, Action<Span<T>, TState> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start((lent, state, body), static (job, scope) => job.body(job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<T, TState, TResult>(Span<T> loan, TState state, Func<Span<T>, TState, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc((lent, state, body), static (job, scope) => job.body(job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TState}(Span{T}, TState, Action{Span{T}, TState})"/>
    public ScopedThread Spawn<T, TState>(Span<T> loan, TState state, Action<ThreadScope, Span<T>, TState> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start(
                (lent, state, body), static (job, scope) => job.body(scope, job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TState, TResult}(Span{T}, TState, Func{Span{T}, TState, TResult})"/>
    public ScopedThread<TResult> Spawn<T, TState, TResult>(Span<T> loan, TState state, Func<ThreadScope, Span<T>, TState, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc(
                (lent, state, body), static (job, scope) => job.body(scope, job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TMoved">The type of what is moved.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T, TMoved>(Span<T> loan, Moved<TMoved> moved, Action<Span<T>, TMoved> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return Start(
                (lent, moved, body), static (job, scope) => job.body(job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TMoved">The type of what is moved.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TMoved, TResult>(Span<T> loan, Moved<TMoved> moved, Func<Span<T>, TMoved, TResult> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return StartFunc(
                (lent, moved, body), static (job, scope) => job.body(job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TMoved}(Span{T}, Moved{TMoved}, Action{Span{T}, TMoved})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T, TMoved>(Span<T> loan, Moved<TMoved> moved, Action<ThreadScope, Span<T>, TMoved> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return Start(
                (lent, moved, body), static (job, scope) => job.body(scope, job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TMoved, TResult}(Span{T}, Moved{TMoved}, Func{Span{T}, TMoved, TResult})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TMoved, TResult>(
        Span<T> loan, Moved<TMoved> moved, Func<ThreadScope, Span<T>, TMoved, TResult> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return StartFunc(
                (lent, moved, body), static (job, scope) => job.body(scope, job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn<T, TState>(ReadOnlySpan<T> loan, TState state, Action<ReadOnlySpan<T>, TState> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start((lent, state, body), static (job, scope) => job.body(job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<T, TState, TResult>(
        ReadOnlySpan<T> loan, TState state, Func<ReadOnlySpan<T>, TState, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc((lent, state, body), static (job, scope) => job.body(job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TState}(ReadOnlySpan{T}, TState, Action{ReadOnlySpan{T}, TState})"/>
    public ScopedThread Spawn<T, TState>(ReadOnlySpan<T> loan, TState state, Action<ThreadScope, ReadOnlySpan<T>, TState> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start(
                (lent, state, body), static (job, scope) => job.body(scope, job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TState, TResult}(ReadOnlySpan{T}, TState, Func{ReadOnlySpan{T}, TState, TResult})"/>
    public ScopedThread<TResult> Spawn<T, TState, TResult>(
        ReadOnlySpan<T> loan, TState state, Func<ThreadScope, ReadOnlySpan<T>, TState, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc(
                (lent, state, body), static (job, scope) => job.body(scope, job.lent.Take(), job.state), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TMoved">The type of what is moved.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T, TMoved>(ReadOnlySpan<T> loan, Moved<TMoved> moved, Action<ReadOnlySpan<T>, TMoved> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return Start(
                (lent, moved, body), static (job, scope) => job.body(job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TMoved">The type of what is moved.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TMoved, TResult>(
        ReadOnlySpan<T> loan, Moved<TMoved> moved, Func<ReadOnlySpan<T>, TMoved, TResult> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return StartFunc(
                (lent, moved, body), static (job, scope) => job.body(job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TMoved}(ReadOnlySpan{T}, Moved{TMoved}, Action{ReadOnlySpan{T}, TMoved})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T, TMoved>(ReadOnlySpan<T> loan, Moved<TMoved> moved, Action<ThreadScope, ReadOnlySpan<T>, TMoved> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return Start(
                (lent, moved, body), static (job, scope) => job.body(scope, job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TMoved, TResult}(ReadOnlySpan{T}, Moved{TMoved}, Func{ReadOnlySpan{T}, TMoved, TResult})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TMoved, TResult>(
        ReadOnlySpan<T> loan, Moved<TMoved> moved, Func<ThreadScope, ReadOnlySpan<T>, TMoved, TResult> body)
        where TMoved : class
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start, Given(moved));
            return StartFunc(
                (lent, moved, body), static (job, scope) => job.body(scope, job.lent.Take(), job.moved.Value), body, Given(moved), receipt: lent.Receipt);
        }
    }

    /// <summary>Lends a span to a thread into which something is moved: if it is refused, that is disposed.</summary>
    private readonly Lent<T> Lend<T>(ReadOnlySpan<T> span, byte* start, IMoved moved)
    {
        try
        {
            return Lend(span, start);
        }
        catch (Exception refusal)
        {
            ScopeCore.Refuse(refusal, moved);
            throw;
        }
    }
}
