using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Whether <paramref name="predicate"/> returns true for every item. Stops all workers soon after the first for which it does
    /// not.</summary>
    /// <remarks>Unlike LINQ's, which looks at one item after another, this may call the predicate for some items after the one that
    /// decides.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <returns>Whether all fulfil it; true if there is none at all.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before the answer was known.</exception>
    public static bool All<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return source.All(new DelegateFunc<T, bool>(predicate));
    }

    /// <summary>Whether a struct, which the JIT inlines, returns true for every item. Stops all workers soon after the first for which it does
    /// not.</summary>
    /// <remarks>As <see cref="All{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, Func{T, bool})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TPredicate">The type of the predicate.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once. It must not keep state.</param>
    /// <returns>Whether all fulfil it; true if there is none at all.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before the answer was known.</exception>
    public static bool All<TSource, T, TKind, TPredicate>(this ParallelIterator<TSource, T, TKind> source, TPredicate predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TPredicate : struct, IFunc<T, bool> => !source.Where(new Not<T, TPredicate>(predicate)).Any();

    private readonly struct Not<T, TPredicate>(TPredicate predicate) : IFunc<T, bool>
        where T : allows ref struct
        where TPredicate : struct, IFunc<T, bool>
    {
        public bool Invoke(T argument) => !predicate.Invoke(argument);
    }
}
