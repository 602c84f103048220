using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Calls <paramref name="action"/> with each item on its way, and lets it pass: to log, to count, to look while debugging.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="action">Called once for each item, by several workers at once.</param>
    /// <returns>An iterator over the same items, of the same kind.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static ParallelIterator<StagedSource<TSource, T, InspectStage<T>, T>, T, TKind> Inspect<TSource, T, TKind>(
        this ParallelIterator<TSource, T, TKind> source, Action<T> action)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(action);
        return source.Then<InspectStage<T>, T, TKind>(new(action));
    }
}
