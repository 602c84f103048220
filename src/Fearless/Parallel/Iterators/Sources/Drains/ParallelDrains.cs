using System.Collections.Concurrent;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Begins parallel iterators that empty what they go over: Rayon's <c>par_drain</c>.</summary>
/// <remarks>
/// Nothing is taken until the iterator runs; one that never runs takes nothing. When it has run, every item is out of the collection,
/// however it ended: with a result, before its end because a search was over, with an exception or cancelled. Those that were not come to
/// by then are gone, and not disposed: to dispose of them, go over all in a
/// <c>ForEach</c> that does not throw, without a token. Run it once.
/// </remarks>
public static class ParallelDrains
{
    /// <summary>Goes over a range of a list in parallel, and removes it. See <see cref="ParallelDrains"/>.</summary>
    /// <remarks>The items are read where they lie, and the range is removed when all has ended; so until then the list must not be changed.
    /// If it is, the run throws
    /// <see cref="InvalidOperationException"/> unless it has failed already, and nothing is removed.</remarks>
    /// <example><code>List&lt;string&gt; queue = [.. paths]; queue.ParDrain(..^10).ForEach(static path =&gt;
    /// Process(path));</code></example>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="range">Which of the items that are there now.</param>
    /// <returns>An indexed iterator over them, in order, which removes nothing yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is not within the list.</exception>
    public static ParallelIterator<ListDrainSource<T>, T, Indexed> ParDrain<T>(this List<T> source, Range range)
    {
        ArgumentNullException.ThrowIfNull(source);
        int start = range.Start.GetOffset(source.Count);
        int end = range.End.GetOffset(source.Count);
        if (start < 0 || end > source.Count || start > end)
            throw new ArgumentOutOfRangeException(nameof(range), range, $"The list holds {source.Count} items, and the range must lie within it. Pass .. for all of them.");
        return new(new ListDrainSource<T>(source, start, end - start));
    }

    /// <summary>Goes over all items of a list in parallel, and removes them. See <see cref="ParallelDrains"/>.</summary>
    /// <remarks>As for the range of all items that are there now.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The list, which keeps its capacity.</param>
    /// <returns>An indexed iterator over the items, in order, which removes nothing yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<ListDrainSource<T>, T, Indexed> ParDrain<T>(this List<T> source) => source.ParDrain(..);

    /// <summary>Empties a dictionary, a set or another collection, and goes over its items in parallel. See
    /// <see cref="ParallelDrains"/>.</summary>
    /// <remarks>When the iterator begins to run it copies the items into an array and clears the collection, on the calling thread; from
    /// then on the collection may be used, also by the operators.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The collection, which nobody else may use while the run begins, not even if it is made for several
    /// threads.</param>
    /// <returns>An indexed iterator over the items, in the order in which the collection enumerates them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is read-only.</exception>
    public static ParallelIterator<DrainSource<ICollection<T>, T>, T, Indexed> ParDrain<T>(this ICollection<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.IsReadOnly)
            throw new ArgumentException("The collection is read-only, so nothing can be taken out of it. Use Par to go over it.", nameof(source));
        return new(new(source, static collection =>
        {
            T[] items = Snapshot.Of(collection);
            collection.Clear();
            return items;
        }));
    }

    /// <summary>Empties a queue, and goes over its items in parallel. See <see cref="ParallelDrains"/>.</summary>
    /// <remarks>As for other collections: copied into an array and cleared when the iterator begins to run.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The queue, which nobody else may use while the run begins.</param>
    /// <returns>An indexed iterator over the items, in the order of the queue.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<DrainSource<Queue<T>, T>, T, Indexed> ParDrain<T>(this Queue<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new(source, static queue =>
        {
            T[] items = queue.ToArray();
            queue.Clear();
            return items;
        }));
    }

    /// <summary>Empties a stack, and goes over its items in parallel. See <see cref="ParallelDrains"/>.</summary>
    /// <remarks>As for other collections: copied into an array and cleared when the iterator begins to run.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The stack, which nobody else may use while the run begins.</param>
    /// <returns>An indexed iterator over the items, the last one that was pushed first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<DrainSource<Stack<T>, T>, T, Indexed> ParDrain<T>(this Stack<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new(source, static stack =>
        {
            T[] items = stack.ToArray();
            stack.Clear();
            return items;
        }));
    }

    /// <summary>Empties a priority queue, and goes over its elements in parallel. See <see cref="ParallelDrains"/>.</summary>
    /// <remarks>As for other collections: copied into an array and cleared when the iterator begins to run.</remarks>
    /// <typeparam name="TElement">The type of the elements.</typeparam>
    /// <typeparam name="TPriority">The type of their priorities.</typeparam>
    /// <param name="source">The queue, which nobody else may use while the run begins.</param>
    /// <returns>An indexed iterator over elements with their priorities, in no particular order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<DrainSource<PriorityQueue<TElement, TPriority>, (TElement Element, TPriority Priority)>, (TElement Element, TPriority Priority), Indexed> ParDrain<TElement, TPriority>(
        this PriorityQueue<TElement, TPriority> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new(source, static queue =>
        {
            (TElement Element, TPriority Priority)[] items = [.. queue.UnorderedItems];
            queue.Clear();
            return items;
        }));
    }

    /// <summary>Takes all items that a collection for several threads holds, and goes over them in parallel: a concurrent queue, stack or
    /// bag. See
    /// <see cref="ParallelDrains"/>.</summary>
    /// <remarks>When the iterator begins to run it takes one item after the other, until there is none, on the calling thread. Others may
    /// add and take meanwhile: each item goes to one of those who take.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The collection.</param>
    /// <returns>An indexed iterator over the items, in the order in which the collection gives them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<DrainSource<IProducerConsumerCollection<T>, T>, T, Indexed> ParDrain<T>(this IProducerConsumerCollection<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new(source, static collection =>
        {
            List<T> items = new(collection.Count);
            while (collection.TryTake(out T? item))
                items.Add(item);
            return [.. items];
        }));
    }
}
