using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Whether two iterators have the same items in the same order. Stops all workers soon after the first difference.</summary>
    /// <remarks>Only for indexed iterators: nothing runs when the lengths differ. The options of the first hold for both.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <param name="comparer">Says which items are equal; null for the default.</param>
    /// <returns>Whether they have.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static bool SequenceEqual<TLeft, TRight, T>(
        this ParallelIterator<TLeft, T, Indexed> source, ParallelIterator<TRight, T, Indexed> second, IEqualityComparer<T>? comparer = null)
        where TLeft : IParallelSource<T>, allows ref struct
        where TRight : IParallelSource<T>, allows ref struct
    {
        var pairs = new ZipSource<TLeft, T, TRight, T, EqualityCombiner<T>, bool>(source.Source, second.Source, new(comparer), isExact: false);
        return pairs.CompareLengths() == 0 && !new ParallelIterator<ZipSource<TLeft, T, TRight, T, EqualityCombiner<T>, bool>, bool, Indexed>(pairs, source.Options)
            .Any(static areEqual => !areEqual);
    }
}
