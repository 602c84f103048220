using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the items before the first one for which <paramref name="predicate"/> returns false, as LINQ's does.</summary>
    /// <remarks>Workers that are past such an item stop soon; those before it go on. So the operators and the predicate run for some items behind it. Where
    /// any items will do, see <see cref="TakeAnyWhile"/>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called by several workers at once, at most once for each item.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] TakeWhile<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return source.Drive(new TakeWhileConsumer<T>(new(), predicate, 0)).Items.MoveToArray<T>(source.Options.EffectivePool);
    }
}
