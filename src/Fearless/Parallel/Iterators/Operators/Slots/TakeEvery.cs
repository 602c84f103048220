using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Keeps the first item and every <paramref name="step"/>th after it. Rayon's <c>step_by</c>.</summary>
    /// <remarks>Only for indexed iterators: put it before a <c>Where</c>, not after. The operators before it do not run for the other
    /// items.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="step">How far from one item to the next, at least one.</param>
    /// <returns>An indexed iterator over them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is less than one.</exception>
    /// <exception cref="OverflowException">When it runs: the source holds more than <see cref="int.MaxValue"/> items, and the step is more than
    /// some ten thousand.</exception>
    public static ParallelIterator<MappedSource<TSource, T, Stepped>, T, Indexed> TakeEvery<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, int step)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
    {
        if (step < 1)
            throw new ArgumentOutOfRangeException(nameof(step), step, "From one item to the next it is at least one step. Pass 1 to keep all.");
        return new(new MappedSource<TSource, T, Stepped>(source.Source, new Stepped(step)), source.Options);
    }
}
