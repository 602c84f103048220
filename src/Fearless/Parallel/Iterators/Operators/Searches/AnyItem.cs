using System.Diagnostics.CodeAnalysis;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Finds any item.</summary>
    /// <remarks>All workers stop soon after one has found an item. Which item it is depends on timing; it costs less than the first one. Rayon's <c>find_any</c>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="item">The item, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static bool TryGetAny<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, [MaybeNullWhen(false)] out T item)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => Search<TSource, T, TKind, AnyEnd>(source, out item);

    /// <summary>Finds any item for which <paramref name="predicate"/> returns true.</summary>
    /// <remarks>All workers stop soon after one has found an item. Which item it is depends on timing; it costs less than the first one. Rayon's <c>find_any</c>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <param name="item">The item, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static bool TryGetAny<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate, [MaybeNullWhen(false)] out T item)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.Where(predicate).TryGetAny(out item);
}
