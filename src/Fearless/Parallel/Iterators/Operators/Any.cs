using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Whether there is any item. Stops all workers soon after the first.</summary>
    /// <remarks>Unlike LINQ's, which looks at one item after another, this may run the operators for some items after the one that
    /// decides.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before the answer was known.</exception>
    public static bool Any<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind =>
        typeof(T).IsValueType ? source.Drive(new AnyConsumer<T>(new())).IsFull : source.Erase().Drive(new AnyConsumer<Reference>(new())).IsFull;

    /// <summary>Whether <paramref name="predicate"/> returns true for any item. Stops all workers soon after the first such item.</summary>
    /// <remarks>Unlike LINQ's, which looks at one item after another, this may call the predicate for some items after the one that
    /// decides.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <returns>Whether one fulfils it; false if there is none at all.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before the answer was known.</exception>
    public static bool Any<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind => source.Where(predicate).Any();
}
