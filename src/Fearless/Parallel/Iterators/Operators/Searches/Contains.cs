using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Whether <paramref name="value"/> is among the items. Stops all workers soon after it was met. Vectorised when the items lie side by
    /// side in memory.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="value">The value.</param>
    /// <param name="comparer">Says which items are equal; null for the default.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before the answer was known.</exception>
    public static bool Contains<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, T value, IEqualityComparer<T>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.Drive(new ContainsConsumer<T>(new(value, comparer))).IsFull;
}
