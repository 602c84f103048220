using System.Collections.Immutable;
using System.Numerics;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Begins parallel iterators.</summary>
public static class ParallelSources
{
    /// <summary>Iterates over an array in parallel.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The array. Nobody else may write to it while the iterator runs.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<ArraySource<T>, T, Indexed> Par<T>(this T[] source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new ArraySource<T>(source));
    }

    /// <summary>Iterates over a list in parallel.</summary>
    /// <remarks>A list that was changed while the iterator ran makes the run throw <see cref="InvalidOperationException"/> at its end, as
    /// an enumerator would.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The list. It may still be changed before the iterator runs.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<ListSource<T>, T, Indexed> Par<T>(this List<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new ListSource<T>(source));
    }

    /// <summary>Iterates over memory in parallel.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The memory. Nobody else may write to it while the iterator runs, nor dispose of its owner.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    public static ParallelIterator<MemorySource<T>, T, Indexed> Par<T>(this Memory<T> source) => new(new MemorySource<T>(source));

    /// <summary>Iterates over read-only memory in parallel.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The memory. Nobody may write to it while the iterator runs, nor dispose of its owner.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    public static ParallelIterator<ReadOnlyMemorySource<T>, T, Indexed> Par<T>(this ReadOnlyMemory<T> source) => new(new ReadOnlyMemorySource<T>(source));

    /// <summary>Iterates over a span in parallel, on the heap, in native memory or on the stack. It is pinned while the iterator runs, and
    /// never copied.</summary>
    /// <remarks>
    /// A span of references, or of structs that hold some, must not lie on the stack, because .NET does not let another thread read
    /// references there: running over one throws <see cref="ArgumentException"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The span, which is borrowed until the iterator has run.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    public static ParallelIterator<SpanSource<T>, T, Indexed> Par<T>(this Span<T> source) => new(new SpanSource<T>(source));

    /// <summary>Iterates over a read-only span in parallel, on the heap, in native memory or on the stack. It is pinned while the iterator
    /// runs, and never copied.</summary>
    /// <remarks>
    /// A span of references, or of structs that hold some, must not lie on the stack, because .NET does not let another thread read
    /// references there: running over one throws <see cref="ArgumentException"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The span, which is borrowed until the iterator has run.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    public static ParallelIterator<ReadOnlySpanSource<T>, T, Indexed> Par<T>(this ReadOnlySpan<T> source) => new(new ReadOnlySpanSource<T>(source));

    /// <summary>Iterates over an immutable array in parallel.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The array.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> is <c>default</c>.</exception>
    public static ParallelIterator<ReadOnlyMemorySource<T>, T, Indexed> Par<T>(this ImmutableArray<T> source) => source.IsDefault
        ? throw new ArgumentException("This ImmutableArray is default and holds no array. Use ImmutableArray<T>.Empty for one without items.", nameof(source))
        : new(new ReadOnlyMemorySource<T>(source.AsMemory()));

    /// <summary>Iterates over a part of an array in parallel.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The part. Nobody else may write to it while the iterator runs.</param>
    /// <returns>An iterator over its items, which allocates nothing yet.</returns>
    public static ParallelIterator<MemorySource<T>, T, Indexed> Par<T>(this ArraySegment<T> source) => new(new MemorySource<T>(source));

    /// <summary>Iterates over the UTF-16 characters of a string in parallel.</summary>
    /// <param name="source">The string.</param>
    /// <returns>An iterator over its characters, which allocates nothing yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<ReadOnlyMemorySource<char>, char, Indexed> Par(this string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new ReadOnlyMemorySource<char>(source.AsMemory()));
    }

    /// <summary>Iterates over a collection in parallel that is neither an array nor a list: a dictionary, a set, a queue, a frozen or an
    /// immutable collection.</summary>
    /// <remarks>Each run first copies the items into an array, on the calling thread: they do not lie side by side, so that is the one
    /// place where the collection is enumerated.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The collection. It may still be changed before the iterator runs.</param>
    /// <returns>An iterator over its items, in the order in which it enumerates them. When it runs it throws
    /// <see cref="InvalidOperationException"/> if the collection gives more or fewer than its count.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelIterator<CollectionSource<T>, T, Indexed> Par<T>(this IReadOnlyCollection<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new CollectionSource<T>(source));
    }

    /// <summary>Iterates in parallel over a sequence that can only be enumerated from first to last: a generator, the lines of a file, what
    /// a channel receives. Unindexed, and in no particular order. Rayon's <c>par_bridge</c>.</summary>
    /// <remarks>
    /// Workers pull items as they need them, one worker at a time, and work on them at the same time; so the sequence need not be safe for
    /// threads and may be endless, but it must not care which thread asks, and what it does itself is serial. It is begun once for each run
    /// and disposed on the calling thread when everything has ended, also after a failure, a cancellation, or a search that is over.
    /// <para>A worker holds at most <paramref name="batchLength"/> items that were pulled and not worked on. With one, a sequence that
    /// waits for what becomes of the items before works as in a serial loop. More make cheap items cheaper: pulling costs about a tenth of
    /// a microsecond, for each batch.</para>
    /// <para>What the sequence throws is a failure like any other, and it is not asked again. A worker that waits in the sequence does not
    /// see a cancellation: give the sequence the token too. If a worker comes to the sequence while it is inside, because that yields to
    /// the pool, it gets nothing. <c>WithMinLength</c> and <c>WithMaxLength</c> do not count here, and progress is told at the end
    /// only.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// int longest = File.ReadLines("words.txt").ParBridge(batchLength: 100).Select(static line => line.Length).Max();
    /// </code>
    /// </example>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The sequence.</param>
    /// <param name="batchLength">How many items a worker pulls at a time, at least one.</param>
    /// <returns>An iterator over the items, which pulls nothing yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchLength"/> is less than one.</exception>
    public static ParallelIterator<BridgeSource<T>, T, Unindexed> ParBridge<T>(this IEnumerable<T> source, int batchLength = 1)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchLength, 1);
        return new(new BridgeSource<T>(source, batchLength));
    }

    /// <summary>Iterates over the integers of a range in parallel, as in <c>(0..n).Par()</c>.</summary>
    /// <param name="source">The range, whose two ends count from the start.</param>
    /// <returns>An iterator over its integers, the end excluded.</returns>
    /// <exception cref="ArgumentException">An end of the range counts from the end, which a range of integers does not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range ends before it starts.</exception>
    public static ParallelIterator<RangeSource<int>, int, Indexed> Par(this Range source)
    {
        if (source.Start.IsFromEnd || source.End.IsFromEnd)
            throw new ArgumentException($"{source} counts from the end of something, and integers have none. Use a range such as 0..n.", nameof(source));
        ArgumentOutOfRangeException.ThrowIfLessThan(source.End.Value, source.Start.Value, nameof(source));
        return new(new RangeSource<int>(source.Start.Value, source.End.Value - source.Start.Value));
    }

    extension(Par)
    {
        /// <summary>Iterates over <paramref name="count"/> consecutive integers in parallel, with the arguments of
        /// <see cref="Enumerable.Range"/>.</summary>
        /// <param name="start">The first integer.</param>
        /// <param name="count">How many.</param>
        /// <returns>An iterator over them.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or the last integer would be greater than
        /// <see cref="int.MaxValue"/>.</exception>
        public static ParallelIterator<RangeSource<int>, int, Indexed> Range(int start, int count)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfGreaterThan((long)count, int.MaxValue - (long)start + 1, nameof(count));
            return new(new RangeSource<int>(start, count));
        }

        /// <summary>Iterates over <paramref name="count"/> consecutive integers in parallel.</summary>
        /// <param name="start">The first integer.</param>
        /// <param name="count">How many.</param>
        /// <returns>An iterator over them.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or the last integer would be greater than
        /// <see cref="long.MaxValue"/>.</exception>
        public static ParallelIterator<RangeSource<long>, long, Indexed> Range(long start, long count)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfGreaterThan((Int128)count, long.MaxValue - (Int128)start + 1, nameof(count));
            return new(new RangeSource<long>(start, count));
        }

        /// <summary>Iterates in parallel over the integers from <paramref name="start"/> to <paramref name="endInclusive"/>, of any type of
        /// integer or of characters. Rayon's inclusive ranges.</summary>
        /// <example><code>int vowels = Par.Sequence('a', 'z').Count(static letter => "aeiou".Contains(letter));</code></example>
        /// <typeparam name="T">The type of the integers.</typeparam>
        /// <param name="start">The first integer.</param>
        /// <param name="endInclusive">The last integer.</param>
        /// <returns>An iterator over them.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="endInclusive"/> is less than <paramref name="start"/>, or there are
        /// more than <see cref="long.MaxValue"/> integers.</exception>
        public static ParallelIterator<RangeSource<T>, T, Indexed> Sequence<T>(T start, T endInclusive)
            where T : struct, IBinaryInteger<T> => new(new RangeSource<T>(start, SequenceLength.Of(start, endInclusive, T.One)));

        /// <summary>Iterates in parallel over the integers from <paramref name="start"/> to <paramref name="endInclusive"/> of which each is
        /// <paramref name="step"/> more than the one before, with the arguments of <see cref="Enumerable.Sequence"/>.</summary>
        /// <remarks>The last is <paramref name="endInclusive"/>, or what is less than a step before it.</remarks>
        /// <typeparam name="T">The type of the integers.</typeparam>
        /// <param name="start">The first integer.</param>
        /// <param name="endInclusive">Behind which there are none.</param>
        /// <param name="step">How far it is to the next; less than zero to count down.</param>
        /// <returns>An iterator over them.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is zero although <paramref name="endInclusive"/> is another than
        /// <paramref name="start"/>, <paramref name="endInclusive"/> lies on the other side, or there are more than
        /// <see cref="long.MaxValue"/> integers.</exception>
        public static ParallelIterator<SequenceSource<T>, T, Indexed> Sequence<T>(T start, T endInclusive, T step)
            where T : struct, IBinaryInteger<T> => new(new SequenceSource<T>(start, step, SequenceLength.Of(start, endInclusive, step)));

        /// <summary>Iterates in parallel over the same element, <paramref name="count"/> times: an indexed iterator, to be zipped or
        /// interleaved with another. Rayon's <c>repeat_n</c>; with <see cref="long.MaxValue"/> its <c>repeat</c>.</summary>
        /// <typeparam name="T">The type of the element.</typeparam>
        /// <param name="element">The element. If it is a reference, workers share what it refers to.</param>
        /// <param name="count">How many times.</param>
        /// <returns>An iterator over it.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
        public static ParallelIterator<RepeatSource<T>, T, Indexed> Repeat<T>(T element, long count)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            return new(new RepeatSource<T>(element, count));
        }

        /// <summary>Iterates in parallel over the nodes of a tree, each before its children: depth first, from left to right. Unindexed.
        /// Rayon's
        /// <c>walk_tree_prefix</c>.</summary>
        /// <remarks>
        /// A part of the walk is a stack of nodes to visit, of which an idle worker gets the half that is nearest to the root; so nothing
        /// is kept of the tree but that, and neither its depth nor its size is limited. A graph is walked as the tree of its paths, without
        /// end if it has a cycle.
        /// <c>WithMinLength</c> and <c>WithMaxLength</c> do not count here, <c>WithFixedPieces</c> walks on one worker, and progress is
        /// told at the end only.
        /// </remarks>
        /// <example>
        /// <code>
        /// long files = Par.WalkTreePrefix("/tmp", Directory.GetDirectories).Select(static folder =&gt;
        /// Directory.GetFiles(folder).LongLength).Sum();
        /// </code>
        /// </example>
        /// <typeparam name="T">The type of the nodes.</typeparam>
        /// <param name="root">The node to begin with.</param>
        /// <param name="childrenOf">Returns the children of a node, none if it has none; called once for each node that is visited, by
        /// several workers at once.</param>
        /// <returns>An iterator over the nodes.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="childrenOf"/> is null.</exception>
        public static ParallelIterator<TreeSource<T>, T, Unindexed> WalkTreePrefix<T>(T root, Func<T, IEnumerable<T>> childrenOf)
        {
            ArgumentNullException.ThrowIfNull(childrenOf);
            return new(new TreeSource<T>(root, childrenOf, WalkOrder.Prefix));
        }

        /// <summary>Iterates in parallel over the nodes of a tree, each after its children: depth first, from left to right. Unindexed.
        /// Rayon's
        /// <c>walk_tree_postfix</c>.</summary>
        /// <remarks>As <c>WalkTreePrefix</c>. The order is that of the results: workers may come to a node before its children were worked
        /// on elsewhere.</remarks>
        /// <typeparam name="T">The type of the nodes.</typeparam>
        /// <param name="root">The node to begin with.</param>
        /// <param name="childrenOf">Returns the children of a node, none if it has none; called once for each node that is visited, by
        /// several workers at once.</param>
        /// <returns>An iterator over the nodes.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="childrenOf"/> is null.</exception>
        public static ParallelIterator<TreeSource<T>, T, Unindexed> WalkTreePostfix<T>(T root, Func<T, IEnumerable<T>> childrenOf)
        {
            ArgumentNullException.ThrowIfNull(childrenOf);
            return new(new TreeSource<T>(root, childrenOf, WalkOrder.Postfix));
        }

        /// <summary>Iterates in parallel over the parts into which a function splits some work, as often as there are workers to give it
        /// to. Unindexed. Rayon's
        /// <c>split</c>.</summary>
        /// <remarks>How many parts there are depends on the workers; with <c>WithFixedPieces</c> there is one.</remarks>
        /// <typeparam name="T">The type of the work.</typeparam>
        /// <param name="work">All of it.</param>
        /// <param name="trySplit">Splits work in two, or says that it is too small for that; called by several workers at once.</param>
        /// <returns>An iterator over the parts, from left to right.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="trySplit"/> is null.</exception>
        public static ParallelIterator<SplitSource<T>, T, Unindexed> Split<T>(T work, TrySplit<T> trySplit)
        {
            ArgumentNullException.ThrowIfNull(trySplit);
            return new(new SplitSource<T>(work, trySplit));
        }
    }
}
