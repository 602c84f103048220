using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Goes over the items of the sequences that <paramref name="selector"/> makes, one after the other; unindexed. Rayon's
    /// <c>flat_map_iter</c>.</summary>
    /// <remarks>A sequence is enumerated by the worker that made it, from first to last; arrays and lists are read as they lie in memory. Another kind
    /// of sequence takes a small buffer.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TResult">The type of the items after.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="selector">Called once for each item, by several workers at once.</param>
    /// <returns>An iterator over the items of all sequences, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">When it runs: there is null in place of a sequence, or a list was changed
    /// meanwhile.</exception>
    public static ParallelIterator<FlattenSource<StagedSource<TSource, T, SelectStage<DelegateFunc<T, IEnumerable<TResult>>, T, IEnumerable<TResult>>, IEnumerable<TResult>>, TResult>, TResult, Unindexed> SelectMany<TSource, T, TKind, TResult>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, IEnumerable<TResult>> selector)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind =>
        new(new(source.Select(selector).Source), source.Options);

    /// <summary>Goes over pairs of an item and one of the items of the sequence that <paramref name="collectionSelector"/> makes of it, as query syntax
    /// does with a second <c>from</c>; unindexed.</summary>
    /// <example><code>double[] products = (from x in samples.Par() from y in numbers where y &lt; x select x * y).ToArray();</code></example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TCollection">The type of the items of the sequences.</typeparam>
    /// <typeparam name="TResult">The type of the items after.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="collectionSelector">Called once for each item, by several workers at once.</param>
    /// <param name="resultSelector">Called once for each pair, by several workers at once.</param>
    /// <returns>An iterator over what the pairs make, in order.</returns>
    /// <exception cref="ArgumentNullException">A selector is null.</exception>
    /// <exception cref="InvalidOperationException">When it runs: there is null in place of a sequence, or a list was changed
    /// meanwhile.</exception>
    public static ParallelIterator<FlattenSource<StagedSource<TSource, T, SelectStage<DelegateFunc<T, IEnumerable<TResult>>, T, IEnumerable<TResult>>, IEnumerable<TResult>>, TResult>, TResult, Unindexed> SelectMany<TSource, T, TKind, TCollection, TResult>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, IEnumerable<TCollection>> collectionSelector, Func<T, TCollection, TResult> resultSelector)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(collectionSelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return source.SelectMany(item => collectionSelector(item).Select(other => resultSelector(item, other)));
    }
}
