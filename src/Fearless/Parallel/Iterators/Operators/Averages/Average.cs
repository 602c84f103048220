using System.Numerics;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Computes the mean of the items, exactly as far as the sum is: see <see cref="Sum{TSource, T, TKind}(ParallelIterator{TSource, T, TKind})"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="OverflowException">The sum does not fit in a long.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static double Average<TSource, TKind>(this ParallelIterator<TSource, int, TKind> source)
        where TSource : IParallelSource<int>, allows ref struct
        where TKind : struct, IIterationKind => (double)Mean<TSource, int, TKind, long, double>(source);

    /// <summary>Computes the mean of the items, exactly as far as the sum is: see <see cref="Sum{TSource, T, TKind}(ParallelIterator{TSource, T, TKind})"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="OverflowException">The sum does not fit in a Int128.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static double Average<TSource, TKind>(this ParallelIterator<TSource, long, TKind> source)
        where TSource : IParallelSource<long>, allows ref struct
        where TKind : struct, IIterationKind => (double)Mean<TSource, long, TKind, Int128, double>(source);

    /// <summary>Computes the mean of the items, exactly as far as the sum is: see <see cref="Sum{TSource, T, TKind}(ParallelIterator{TSource, T, TKind})"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="OverflowException">The sum does not fit in a double.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static float Average<TSource, TKind>(this ParallelIterator<TSource, float, TKind> source)
        where TSource : IParallelSource<float>, allows ref struct
        where TKind : struct, IIterationKind => (float)Mean<TSource, float, TKind, double, double>(source);

    /// <summary>Computes the mean of the items, exactly as far as the sum is: see <see cref="Sum{TSource, T, TKind}(ParallelIterator{TSource, T, TKind})"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="OverflowException">The sum does not fit in a double.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static double Average<TSource, TKind>(this ParallelIterator<TSource, double, TKind> source)
        where TSource : IParallelSource<double>, allows ref struct
        where TKind : struct, IIterationKind => (double)Mean<TSource, double, TKind, double, double>(source);

    /// <summary>Computes the mean of the items, exactly as far as the sum is: see <see cref="Sum{TSource, T, TKind}(ParallelIterator{TSource, T, TKind})"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="OverflowException">The sum does not fit in a decimal.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static decimal Average<TSource, TKind>(this ParallelIterator<TSource, decimal, TKind> source)
        where TSource : IParallelSource<decimal>, allows ref struct
        where TKind : struct, IIterationKind => (decimal)Mean<TSource, decimal, TKind, decimal, decimal>(source);

    private static TResult Mean<TSource, T, TKind, TTotal, TResult>(ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where T : INumberBase<T>
        where TKind : struct, IIterationKind
        where TTotal : INumberBase<TTotal>
        where TResult : INumberBase<TResult>
    {
        AverageConsumer<T, TTotal> sum = source.Drive(new AverageConsumer<T, TTotal>(new(TTotal.Zero)));
        if (sum.Count == 0)
            NoElements.Throw();
        return TResult.CreateTruncating(sum.Total) / TResult.CreateTruncating(sum.Count);
    }
}
