using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Folds the items of each piece into an accumulator of its own, and combines the accumulators, until something is an error. Rayon's
    /// <c>try_fold</c> and <c>try_reduce</c>.</summary>
    /// <remarks>
    /// What is asked of the functions is what
    /// <see cref="Aggregate{TSource, T, TKind, TAccumulate}(ParallelIterator{TSource, T, TKind}, Func{TAccumulate}, Func{TAccumulate, T, TAccumulate}, Func{TAccumulate, TAccumulate, TAccumulate})"/>
    /// asks. After an error the workers stop soon. How accumulators are combined depends on the workers, and so which errors
    /// <paramref name="combine"/> returns may, too; the first error of <paramref name="fold"/> does not.
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TAccumulate">The type of the accumulator.</typeparam>
    /// <typeparam name="TError">The type of the errors.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="seedFactory">Makes the accumulator of a piece, by several workers at once.</param>
    /// <param name="fold">Folds an item into an accumulator; several workers call it at once, each with its own.</param>
    /// <param name="combine">Combines two accumulators, the left one first.</param>
    /// <param name="which">Which of several errors is returned.</param>
    /// <returns>The accumulator of all items, a new one if there are none, or an error.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="which"/> is none of its type's values.</exception>
    /// <exception cref="InvalidOperationException">A result is <c>default</c>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Result<TAccumulate, TError> TryAggregate<TSource, T, TKind, TAccumulate, TError>(
        this ParallelIterator<TSource, T, TKind> source,
        Func<TAccumulate> seedFactory,
        Func<TAccumulate, T, Result<TAccumulate, TError>> fold,
        Func<TAccumulate, TAccumulate, Result<TAccumulate, TError>> combine,
        WhichError which = WhichError.Any)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(seedFactory);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(combine);
        return which switch
        {
            WhichError.Any => source.Drive(new TryFoldConsumer<T, TAccumulate, TError, AnyEnd>(new(seedFactory, fold, combine), 0)).GetResult(),
            WhichError.First => source.Drive(new TryFoldConsumer<T, TAccumulate, TError, FirstEnd>(new(seedFactory, fold, combine), 0)).GetResult(),
            _ => throw UnknownChoice(which),
        };
    }

    /// <summary>Combines the items with each other until something is an error. Rayon's <c>try_reduce_with</c>.</summary>
    /// <remarks><paramref name="func"/> must be associative, as for
    /// <see cref="Aggregate{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, Func{T, T, T})"/>. How items are combined depends on the workers, and so
    /// which errors there are may, too. After an error the workers stop soon.</remarks>
    /// <example>
    /// <code>
    /// Result&lt;int, string&gt; product = Par.Range(1, 20).TryAggregate(Multiply);
    ///
    /// static Result&lt;int, string&gt; Multiply(int x, int y)
    /// {
    ///     long exact = Math.BigMul(x, y);
    ///     return exact &lt;= int.MaxValue ? (int)exact : $"{exact} is too large";
    /// }
    /// </code>
    /// </example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TError">The type of the errors.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="func">Combines two items or results, by several workers at once.</param>
    /// <returns>The combination of all items, or an error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="func"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There are no items, or a result is <c>default</c>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Result<T, TError> TryAggregate<TSource, T, TKind, TError>(this ParallelIterator<TSource, T, TKind> source, Func<T, T, Result<T, TError>> func)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(func);
        Result<(bool IsThere, T? Value), TError> reduced = source.TryAggregate(
            static () => (false, default(T)),
            (left, right) => Combine(left, (true, right)),
            Combine);
        if (!reduced.TryGetValue(out (bool IsThere, T? Value) result, out TError? error))
            return new(error);
        if (!result.IsThere)
            NoElements.Throw();
        return new(result.Value!);

        Result<(bool IsThere, T? Value), TError> Combine((bool IsThere, T? Value) left, (bool IsThere, T? Value) right) =>
            !left.IsThere ? right
            : !right.IsThere ? left
            : func(left.Value!, right.Value!).Select(static value => (true, (T?)value));
    }
}
