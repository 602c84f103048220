using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Folds each <paramref name="size"/> items into an accumulator of their own; the last may have fewer. As <c>Chunk</c>, but no
    /// array is made. Rayon's <c>fold_chunks</c>.</summary>
    /// <remarks>Only for indexed iterators. The result does not depend on the workers, since chunks do not.</remarks>
    /// <example><code>double[] means = samples.Par().AggregateChunks(60, static () => 0.0, static (sum, x) => sum + (x / 60)).ToArray();</code></example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TAccumulate">The type of the accumulator.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="size">How many items a chunk holds, at least one.</param>
    /// <param name="seedFactory">Makes the accumulator of a chunk, by several workers at once.</param>
    /// <param name="fold">Folds an item into an accumulator, from left to right; several workers call it at once, each with its own.</param>
    /// <returns>An indexed iterator over the accumulators.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than one.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="seedFactory"/> or <paramref name="fold"/> is null.</exception>
    public static ParallelIterator<ChunkSource<TSource, T, FoldedChunk<T, TAccumulate>, TAccumulate>, TAccumulate, Indexed> AggregateChunks<TSource, T, TAccumulate>(
        this ParallelIterator<TSource, T, Indexed> source, int size, Func<TAccumulate> seedFactory, Func<TAccumulate, T, TAccumulate> fold)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
    {
        ChunkRange.ThrowIfInvalid(size);
        ArgumentNullException.ThrowIfNull(seedFactory);
        ArgumentNullException.ThrowIfNull(fold);
        return new(new(source.Source, size, new(seedFactory, fold)), source.Options);
    }

    /// <summary>Folds each <paramref name="size"/> items into an accumulator that begins as <paramref name="seed"/>; the last may have fewer.
    /// Rayon's <c>fold_chunks_with</c>.</summary>
    /// <remarks>Only for indexed iterators. All chunks begin with the same seed, so <paramref name="fold"/> must not change it: for an
    /// accumulator that is a mutable object, use the overload that makes a new one for each chunk.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TAccumulate">The type of the accumulator.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="size">How many items a chunk holds, at least one.</param>
    /// <param name="seed">The accumulator of a chunk of which no item was folded yet.</param>
    /// <param name="fold">Folds an item into an accumulator, from left to right; several workers call it at once, each with its own.</param>
    /// <returns>An indexed iterator over the accumulators.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than one.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="fold"/> is null.</exception>
    public static ParallelIterator<ChunkSource<TSource, T, FoldedChunk<T, TAccumulate>, TAccumulate>, TAccumulate, Indexed> AggregateChunks<TSource, T, TAccumulate>(
        this ParallelIterator<TSource, T, Indexed> source, int size, TAccumulate seed, Func<TAccumulate, T, TAccumulate> fold)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct => source.AggregateChunks(size, () => seed, fold);
}
