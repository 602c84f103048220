using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Takes an item of one iterator and an item of another in turn, and at the end what is left of the longer one.</summary>
    /// <remarks>Only for indexed iterators. The options of the first hold for both: pool, token, lengths.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The first iterator, whose first item comes first, and which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <returns>An indexed iterator over the items of both.</returns>
    /// <exception cref="OverflowException">When it runs: both together have more than <see cref="long.MaxValue"/> items.</exception>
    public static ParallelIterator<InterleaveSource<TLeft, TRight, T>, T, Indexed> Interleave<TLeft, TRight, T>(
        this ParallelIterator<TLeft, T, Indexed> source, ParallelIterator<TRight, T, Indexed> second)
        where TLeft : IParallelSource<T>, allows ref struct
        where TRight : IParallelSource<T>, allows ref struct
        where T : allows ref struct => new(new(source.Source, second.Source, InterleaveRest.Append), source.Options);

    /// <summary>Takes an item of one iterator and an item of another in turn, until the next item would be one of an iterator that has no
    /// more.</summary>
    /// <remarks>Only for indexed iterators. The options of the first hold for both: pool, token, lengths. So if the first is the longer
    /// one, the last item is one of the first.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The first iterator, whose first item comes first, and which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <returns>An indexed iterator over items of both.</returns>
    /// <exception cref="OverflowException">When it runs: there are more than <see cref="long.MaxValue"/> items.</exception>
    public static ParallelIterator<InterleaveSource<TLeft, TRight, T>, T, Indexed> InterleaveShortest<TLeft, TRight, T>(
        this ParallelIterator<TLeft, T, Indexed> source, ParallelIterator<TRight, T, Indexed> second)
        where TLeft : IParallelSource<T>, allows ref struct
        where TRight : IParallelSource<T>, allows ref struct
        where T : allows ref struct => new(new(source.Source, second.Source, InterleaveRest.Drop), source.Options);

    /// <summary>Puts <paramref name="separator"/> between each two items.</summary>
    /// <remarks>Only for indexed iterators.</remarks>
    /// <example><code>string[] parts = names.Par().Intersperse(", ").ToArray();</code></example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="separator">What comes between. If it is a reference, it is the same one everywhere.</param>
    /// <returns>An indexed iterator over the items and what is between them; over as many if there are fewer than two.</returns>
    /// <exception cref="OverflowException">When it runs: there are more than <see cref="long.MaxValue"/> items then.</exception>
    public static ParallelIterator<InterleaveSource<TSource, RepeatSource<T>, T>, T, Indexed> Intersperse<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, T separator)
        where TSource : IParallelSource<T>, allows ref struct =>
        new(new(source.Source, new RepeatSource<T>(separator, long.MaxValue), InterleaveRest.Between), source.Options);
}
