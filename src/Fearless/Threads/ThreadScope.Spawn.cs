using System.Runtime.CompilerServices;

namespace Fearless;

// The ladder of spawns. Without and with a result, without and with a scope for the body, over each kind of thing that a body is given.
// They have to be members of the scope: the compiler checks the lifetimes of loans against the receiver, and an extension could not follow
// `With`. The priorities: a Moved value is also a state of some type, and a body that does not look at it would fit both.
// A body written `delegate { .. }` fits every kind, and is ambiguous: give it its parameter list, `delegate () { .. }`.
public unsafe ref partial struct ThreadScope
{
    /// <summary>Starts a thread that runs <paramref name="body"/>.</summary>
    /// <param name="body">What the thread runs. Where it takes a scope, it can spawn further threads of this scope.</param>
    /// <returns>The handle to wait for it; the scope waits for it in any case.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The body returns a task: the scope would not wait for it.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended, or what was moved was moved on before.</exception>
    /// <exception cref="OutOfMemoryException">The operating system could not create a thread. What was moved is disposed.</exception>
    public ScopedThread Spawn(Action body) =>
        Start(body, static (body, scope) => body(), body);

    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<TResult>(Func<TResult> body) =>
        StartFunc(body, static (body, scope) => body(), body);

    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn(Action<ThreadScope> body) =>
        Start(body, static (body, scope) => body(scope), body);

    /// <inheritdoc cref="Spawn{TResult}(Func{TResult})"/>
    public ScopedThread<TResult> Spawn<TResult>(Func<ThreadScope, TResult> body) =>
        StartFunc(body, static (body, scope) => body(scope), body);

    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn<TState>(TState state, Action<TState> body) =>
        Start((state, body), static (job, scope) => job.body(job.state), body);

    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<TState, TResult>(TState state, Func<TState, TResult> body) =>
        StartFunc((state, body), static (job, scope) => job.body(job.state), body);

    /// <inheritdoc cref="Spawn{TState}(TState, Action{TState})"/>
    public ScopedThread Spawn<TState>(TState state, Action<ThreadScope, TState> body) =>
        Start((state, body), static (job, scope) => job.body(scope, job.state), body);

    /// <inheritdoc cref="Spawn{TState, TResult}(TState, Func{TState, TResult})"/>
    public ScopedThread<TResult> Spawn<TState, TResult>(TState state, Func<ThreadScope, TState, TResult> body) =>
        StartFunc((state, body), static (job, scope) => job.body(scope, job.state), body);

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn<T>(Span<T> loan, Action<Span<T>> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start((lent, body), static (job, scope) => job.body(job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<T, TResult>(Span<T> loan, Func<Span<T>, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc((lent, body), static (job, scope) => job.body(job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T}(Span{T}, Action{Span{T}})"/>
    public ScopedThread Spawn<T>(Span<T> loan, Action<ThreadScope, Span<T>> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start((lent, body), static (job, scope) => job.body(scope, job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TResult}(Span{T}, Func{Span{T}, TResult})"/>
    public ScopedThread<TResult> Spawn<T, TResult>(Span<T> loan, Func<ThreadScope, Span<T>, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc((lent, body), static (job, scope) => job.body(scope, job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn<T>(ReadOnlySpan<T> loan, Action<ReadOnlySpan<T>> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start((lent, body), static (job, scope) => job.body(job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="loan">Lent to the thread. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<T, TResult>(ReadOnlySpan<T> loan, Func<ReadOnlySpan<T>, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc((lent, body), static (job, scope) => job.body(job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T}(ReadOnlySpan{T}, Action{ReadOnlySpan{T}})"/>
    public ScopedThread Spawn<T>(ReadOnlySpan<T> loan, Action<ThreadScope, ReadOnlySpan<T>> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return Start((lent, body), static (job, scope) => job.body(scope, job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <inheritdoc cref="Spawn{T, TResult}(ReadOnlySpan{T}, Func{ReadOnlySpan{T}, TResult})"/>
    public ScopedThread<TResult> Spawn<T, TResult>(ReadOnlySpan<T> loan, Func<ThreadScope, ReadOnlySpan<T>, TResult> body)
    {
        fixed (byte* start = &FirstByte(loan))
        {
            Lent<T> lent = Lend<T>(loan, start);
            return StartFunc((lent, body), static (job, scope) => job.body(scope, job.lent.Take()), body, receipt: lent.Receipt);
        }
    }

    /// <typeparam name="TFirst">The type of the first.</typeparam>
    /// <typeparam name="TSecond">The type of the second.</typeparam>
    /// <param name="first">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="second">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn<TFirst, TSecond>(TFirst first, TSecond second, Action<TFirst, TSecond> body) =>
        Start((first, second, body), static (job, scope) => job.body(job.first, job.second), body);

    /// <typeparam name="TFirst">The type of the first.</typeparam>
    /// <typeparam name="TSecond">The type of the second.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="first">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="second">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<TFirst, TSecond, TResult>(TFirst first, TSecond second, Func<TFirst, TSecond, TResult> body) =>
        StartFunc((first, second, body), static (job, scope) => job.body(job.first, job.second), body);

    /// <inheritdoc cref="Spawn{TFirst, TSecond}(TFirst, TSecond, Action{TFirst, TSecond})"/>
    public ScopedThread Spawn<TFirst, TSecond>(TFirst first, TSecond second, Action<ThreadScope, TFirst, TSecond> body) =>
        Start((first, second, body), static (job, scope) => job.body(scope, job.first, job.second), body);

    /// <inheritdoc cref="Spawn{TFirst, TSecond, TResult}(TFirst, TSecond, Func{TFirst, TSecond, TResult})"/>
    public ScopedThread<TResult> Spawn<TFirst, TSecond, TResult>(
        TFirst first, TSecond second, Func<ThreadScope, TFirst, TSecond, TResult> body) =>
        StartFunc((first, second, body), static (job, scope) => job.body(scope, job.first, job.second), body);

    /// <typeparam name="TIn">The type of the elements that are read.</typeparam>
    /// <typeparam name="TOut">The type of the elements that are written.</typeparam>
    /// <param name="input">Lent to the thread, to read. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="output">Lent to the thread, to write. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread Spawn<TIn, TOut>(ReadOnlySpan<TIn> input, Span<TOut> output, Action<ReadOnlySpan<TIn>, Span<TOut>> body)
    {
        fixed (byte* inputStart = &FirstByte(input), outputStart = &FirstByte(output))
        {
            (SpanLoan<TIn> lentInput, SpanLoan<TOut> lentOutput) =
                LendBoth<TIn, TOut>(input, inputStart, output, outputStart, out LoanReceipt? receipt);
            return Start((lentInput, lentOutput, receipt, body), static (job, scope) =>
            {
                ReadOnlySpan<TIn> input = job.lentInput.Take();
                Span<TOut> output = job.lentOutput.Take();
                job.receipt?.Give();
                job.body(input, output);
            }, body, receipt: receipt);
        }
    }

    /// <typeparam name="TIn">The type of the elements that are read.</typeparam>
    /// <typeparam name="TOut">The type of the elements that are written.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="input">Lent to the thread, to read. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="output">Lent to the thread, to write. Outlives the scope: the compiler refuses what the body owns.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <exception cref="ArgumentException">The span lies on the stack and holds references, or dies with the body of the scope. Lend an
    /// array.</exception>
    /// <inheritdoc cref="Spawn(Action)"/>
    public ScopedThread<TResult> Spawn<TIn, TOut, TResult>(
        ReadOnlySpan<TIn> input, Span<TOut> output, Func<ReadOnlySpan<TIn>, Span<TOut>, TResult> body)
    {
        fixed (byte* inputStart = &FirstByte(input), outputStart = &FirstByte(output))
        {
            (SpanLoan<TIn> lentInput, SpanLoan<TOut> lentOutput) =
                LendBoth<TIn, TOut>(input, inputStart, output, outputStart, out LoanReceipt? receipt);
            return StartFunc((lentInput, lentOutput, receipt, body), static (job, scope) =>
            {
                ReadOnlySpan<TIn> input = job.lentInput.Take();
                Span<TOut> output = job.lentOutput.Take();
                job.receipt?.Give();
                return job.body(input, output);
            }, body, receipt: receipt);
        }
    }

    /// <inheritdoc cref="Spawn{TIn, TOut}(ReadOnlySpan{TIn}, Span{TOut}, Action{ReadOnlySpan{TIn}, Span{TOut}})"/>
    public ScopedThread Spawn<TIn, TOut>(
        ReadOnlySpan<TIn> input, Span<TOut> output, Action<ThreadScope, ReadOnlySpan<TIn>, Span<TOut>> body)
    {
        fixed (byte* inputStart = &FirstByte(input), outputStart = &FirstByte(output))
        {
            (SpanLoan<TIn> lentInput, SpanLoan<TOut> lentOutput) =
                LendBoth<TIn, TOut>(input, inputStart, output, outputStart, out LoanReceipt? receipt);
            return Start((lentInput, lentOutput, receipt, body), static (job, scope) =>
            {
                ReadOnlySpan<TIn> input = job.lentInput.Take();
                Span<TOut> output = job.lentOutput.Take();
                job.receipt?.Give();
                job.body(scope, input, output);
            }, body, receipt: receipt);
        }
    }

    /// <inheritdoc cref="Spawn{TIn, TOut, TResult}(ReadOnlySpan{TIn}, Span{TOut}, Func{ReadOnlySpan{TIn}, Span{TOut}, TResult})"/>
    public ScopedThread<TResult> Spawn<TIn, TOut, TResult>(
        ReadOnlySpan<TIn> input, Span<TOut> output, Func<ThreadScope, ReadOnlySpan<TIn>, Span<TOut>, TResult> body)
    {
        fixed (byte* inputStart = &FirstByte(input), outputStart = &FirstByte(output))
        {
            (SpanLoan<TIn> lentInput, SpanLoan<TOut> lentOutput) =
                LendBoth<TIn, TOut>(input, inputStart, output, outputStart, out LoanReceipt? receipt);
            return StartFunc((lentInput, lentOutput, receipt, body), static (job, scope) =>
            {
                ReadOnlySpan<TIn> input = job.lentInput.Take();
                Span<TOut> output = job.lentOutput.Take();
                job.receipt?.Give();
                return job.body(scope, input, output);
            }, body, receipt: receipt);
        }
    }

    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T>(Moved<T> moved, Action<T> body)
        where T : class =>
        Start((moved, body), static (job, scope) => job.body(job.moved.Value), body, Given(moved));

    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TResult>(Moved<T> moved, Func<T, TResult> body)
        where T : class =>
        StartFunc((moved, body), static (job, scope) => job.body(job.moved.Value), body, Given(moved));

    /// <inheritdoc cref="Spawn{T}(Moved{T}, Action{T})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T>(Moved<T> moved, Action<ThreadScope, T> body)
        where T : class =>
        Start((moved, body), static (job, scope) => job.body(scope, job.moved.Value), body, Given(moved));

    /// <inheritdoc cref="Spawn{T, TResult}(Moved{T}, Func{T, TResult})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TResult>(Moved<T> moved, Func<ThreadScope, T, TResult> body)
        where T : class =>
        StartFunc((moved, body), static (job, scope) => job.body(scope, job.moved.Value), body, Given(moved));

    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<TState, T>(TState state, Moved<T> moved, Action<TState, T> body)
        where T : class =>
        Start((state, moved, body), static (job, scope) => job.body(job.state, job.moved.Value), body, Given(moved));

    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<TState, T, TResult>(TState state, Moved<T> moved, Func<TState, T, TResult> body)
        where T : class =>
        StartFunc((state, moved, body), static (job, scope) => job.body(job.state, job.moved.Value), body, Given(moved));

    /// <inheritdoc cref="Spawn{TState, T}(TState, Moved{T}, Action{TState, T})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<TState, T>(TState state, Moved<T> moved, Action<ThreadScope, TState, T> body)
        where T : class =>
        Start((state, moved, body), static (job, scope) => job.body(scope, job.state, job.moved.Value), body, Given(moved));

    /// <inheritdoc cref="Spawn{TState, T, TResult}(TState, Moved{T}, Func{TState, T, TResult})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<TState, T, TResult>(TState state, Moved<T> moved, Func<ThreadScope, TState, T, TResult> body)
        where T : class =>
        StartFunc((state, moved, body), static (job, scope) => job.body(scope, job.state, job.moved.Value), body, Given(moved));

    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T, TState>(Moved<T> moved, TState state, Action<T, TState> body)
        where T : class =>
        Start((moved, state, body), static (job, scope) => job.body(job.moved.Value, job.state), body, Given(moved));

    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="moved">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="state">Passed to the body, so that this can be static and capture nothing.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TState, TResult>(Moved<T> moved, TState state, Func<T, TState, TResult> body)
        where T : class =>
        StartFunc((moved, state, body), static (job, scope) => job.body(job.moved.Value, job.state), body, Given(moved));

    /// <inheritdoc cref="Spawn{T, TState}(Moved{T}, TState, Action{T, TState})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread Spawn<T, TState>(Moved<T> moved, TState state, Action<ThreadScope, T, TState> body)
        where T : class =>
        Start((moved, state, body), static (job, scope) => job.body(scope, job.moved.Value, job.state), body, Given(moved));

    /// <inheritdoc cref="Spawn{T, TState, TResult}(Moved{T}, TState, Func{T, TState, TResult})"/>
    [OverloadResolutionPriority(1)]
    public ScopedThread<TResult> Spawn<T, TState, TResult>(Moved<T> moved, TState state, Func<ThreadScope, T, TState, TResult> body)
        where T : class =>
        StartFunc((moved, state, body), static (job, scope) => job.body(scope, job.moved.Value, job.state), body, Given(moved));

    /// <typeparam name="TFirst">The type of the first.</typeparam>
    /// <typeparam name="TSecond">The type of the second.</typeparam>
    /// <param name="first">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="second">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(2)]
    public ScopedThread Spawn<TFirst, TSecond>(Moved<TFirst> first, Moved<TSecond> second, Action<TFirst, TSecond> body)
        where TFirst : class
        where TSecond : class =>
        Start(
            (first, second, body), static (job, scope) => job.body(job.first.Value, job.second.Value),
            body, Given(first), Given(second));

    /// <typeparam name="TFirst">The type of the first.</typeparam>
    /// <typeparam name="TSecond">The type of the second.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="first">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="second">The thread owns it, and disposes it when its body ends, however it ends, or if it cannot start.</param>
    /// <param name="body">What the thread runs; static where it can be.</param>
    /// <inheritdoc cref="Spawn(Action)"/>
    [OverloadResolutionPriority(2)]
    public ScopedThread<TResult> Spawn<TFirst, TSecond, TResult>(
        Moved<TFirst> first, Moved<TSecond> second, Func<TFirst, TSecond, TResult> body)
        where TFirst : class
        where TSecond : class =>
        StartFunc(
            (first, second, body), static (job, scope) => job.body(job.first.Value, job.second.Value),
            body, Given(first), Given(second));

    /// <inheritdoc cref="Spawn{TFirst, TSecond}(Moved{TFirst}, Moved{TSecond}, Action{TFirst, TSecond})"/>
    [OverloadResolutionPriority(2)]
    public ScopedThread Spawn<TFirst, TSecond>(Moved<TFirst> first, Moved<TSecond> second, Action<ThreadScope, TFirst, TSecond> body)
        where TFirst : class
        where TSecond : class =>
        Start(
            (first, second, body), static (job, scope) => job.body(scope, job.first.Value, job.second.Value),
            body, Given(first), Given(second));

    /// <inheritdoc cref="Spawn{TFirst, TSecond, TResult}(Moved{TFirst}, Moved{TSecond}, Func{TFirst, TSecond, TResult})"/>
    [OverloadResolutionPriority(2)]
    public ScopedThread<TResult> Spawn<TFirst, TSecond, TResult>(
        Moved<TFirst> first, Moved<TSecond> second, Func<ThreadScope, TFirst, TSecond, TResult> body)
        where TFirst : class
        where TSecond : class =>
        StartFunc(
            (first, second, body), static (job, scope) => job.body(scope, job.first.Value, job.second.Value),
            body, Given(first), Given(second));

    private static IMoved Given(IMoved? moved) => moved ?? MissingMoved.Instance;

    private readonly ActionThread<TJob> Start<TJob>(
        TJob job, Action<TJob, ThreadScope> run, Delegate? body, IMoved? first = null, IMoved? second = null, LoanReceipt? receipt = null)
    {
        var thread = new ActionThread<TJob>(job, run);
        ScopeCore.Start(_core, thread, body, _options, receipt, first, second);
        return thread;
    }

    private readonly FuncThread<TJob, TResult> StartFunc<TJob, TResult>(
        TJob job, Func<TJob, ThreadScope, TResult> run, Delegate? body,
        IMoved? first = null, IMoved? second = null, LoanReceipt? receipt = null)
    {
        var thread = new FuncThread<TJob, TResult>(job, run);
        ScopeCore.Start(_core, thread, body, _options, receipt, first, second);
        return thread;
    }

    /// <summary>Makes the loan of a pinned span; with a receipt to wait for if it may be unpinned before the scope ends.</summary>
    private readonly Lent<T> Lend<T>(ReadOnlySpan<T> span, byte* start) =>
        new(new SpanLoan<T>(start, span.Length), MayMove(span, start) ? new LoanReceipt() : null);

    private readonly (SpanLoan<TIn> Input, SpanLoan<TOut> Output) LendBoth<TIn, TOut>(
        ReadOnlySpan<TIn> input, byte* inputStart, ReadOnlySpan<TOut> output, byte* outputStart, out LoanReceipt? receipt)
    {
        receipt = MayMove(input, inputStart) | MayMove(output, outputStart) ? new LoanReceipt() : null;
        return (new SpanLoan<TIn>(inputStart, input.Length), new SpanLoan<TOut>(outputStart, output.Length));
    }

    private readonly bool MayMove<T>(ReadOnlySpan<T> span, byte* start)
    {
        if (span.IsEmpty)
            return false;
        bool isPinned = Core.Lent.Contains(start, (nuint)span.Length * (nuint)Unsafe.SizeOf<T>());
        if (isPinned && !RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            return false;
        if (!SpanLoans.ThrowIfReferencesOnStack(span))
            return !isPinned;
        // SAFETY: on the stack of the thread that runs the body, and unmanaged. Older frames outlive the scope; younger ones, the body's
        // and those below it, do not. The compiler refuses these too, unless the scope was declared `scoped`.
        if (start < (byte*)Unsafe.AsPointer(ref _frame))
            throw new ArgumentException(
                "This span lies in a stack frame that ends before its thread has to. "
                + "Allocate it outside ThreadScope.Run and pass it in, or lend an array.");
        return false;
    }
}
