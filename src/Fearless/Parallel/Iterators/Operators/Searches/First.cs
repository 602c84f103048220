using System.Diagnostics.CodeAnalysis;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Finds the first item.</summary>
    /// <remarks>Workers that look at items after one that was found stop soon; those before it go on. So the operators may run for some items that do not
    /// decide.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="item">The item, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static bool TryGetFirst<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, [MaybeNullWhen(false)] out T item)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => Search<TSource, T, TKind, FirstEnd>(source, out item);

    /// <summary>Finds the first item for which <paramref name="predicate"/> returns true.</summary>
    /// <remarks>Workers that look at items after one that was found stop soon; those before it go on. So the operators may run for some items that do not
    /// decide.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <param name="item">The item, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static bool TryGetFirst<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate, [MaybeNullWhen(false)] out T item)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.Where(predicate).TryGetFirst(out item);

    /// <summary>Returns the first item; otherwise as <see cref="TryGetFirst{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, out T)"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T First<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (!source.TryGetFirst(out T? item))
            NoElements.Throw();
        return item;
    }

    /// <summary>Returns the first item for which <paramref name="predicate"/> returns true; otherwise as
    /// <see cref="TryGetFirst{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, out T)"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T First<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (!source.TryGetFirst(predicate, out T? item))
            NoElements.ThrowNoMatch();
        return item;
    }

    /// <summary>Returns the first item, or the default of the type; otherwise as
    /// <see cref="TryGetFirst{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, out T)"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The item, or the default.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T? FirstOrDefault<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.TryGetFirst(out T? item) ? item : default;

    /// <summary>Returns the first item for which <paramref name="predicate"/> returns true, or the default of the type; otherwise as
    /// <see cref="TryGetFirst{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, out T)"/>.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <returns>The item, or the default.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T? FirstOrDefault<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.TryGetFirst(predicate, out T? item) ? item : default;
}
