using System.Runtime.CompilerServices;

namespace Fearless;

/// <summary>Sequences that are computed in parallel, ahead of whoever enumerates them, in order and with bounded memory.</summary>
public static class ParallelStreams
{
    /// <summary>Projects each item on the workers of a pool and yields the results in the order of the source, while later items are still being worked on.</summary>
    /// <remarks>
    /// Each enumeration pulls the source on the thread that enumerates, as results are taken; at most <paramref name="capacity"/> items are
    /// being worked on or wait as results to be taken, so a slow consumer holds the workers back. Taking a result blocks until it is there; on a worker of
    /// the pool it works meanwhile.
    /// <para>A failure is thrown in place of its result, and ends the enumeration: items that were not begun are not worked on, and those that were are waited for;
    /// their failures hang on it (<see cref="SuppressedExceptions.GetSuppressed"/>). So does an enumeration that is left early; failures of results that nobody
    /// asked for then go to <see cref="WorkerPoolOptions.OnFailure"/>. What the source throws surfaces at once, before results that are not taken yet.</para>
    /// <para>Costs an object for each item: for cheap ones project whole chunks. For a result that needs no streaming, <c>Par</c> is faster.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// foreach (int length in paths.ParSelect(static path =&gt; File.ReadAllText(path).Length, capacity: 16))
    ///     Console.WriteLine(length);
    /// </code>
    /// </example>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Called at most once for each item, by several workers at once.</param>
    /// <param name="capacity">How many items are worked on ahead, at least one; as many as there are workers, at least, keep all of them busy.</param>
    /// <param name="pool">Where; null for the pool of the thread that begins to enumerate, or the default one.</param>
    /// <param name="cancellationToken">Ends an enumeration with an <see cref="OperationCanceledException"/>, after items that are being worked on.</param>
    /// <returns>A sequence that begins anew each time it is enumerated.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than one.</exception>
    public static IEnumerable<TResult> ParSelect<T, TResult>(
        this IEnumerable<T> source, Func<T, TResult> selector, int capacity = 64, WorkerPool? pool = null, CancellationToken cancellationToken = default)
    {
        ThrowIfInvalid(source, selector, capacity);
        return Enumerate(source, selector, capacity, pool, cancellationToken);
    }

    /// <summary>Projects each item on the workers of a pool and yields the results in the order of the source, while later items are still being worked on,
    /// to a consumer that awaits them. Otherwise as <see cref="ParSelect"/>.</summary>
    /// <remarks>The source is pulled by whoever awaits; waiting for a result, and at the end for items that are being worked on, blocks no thread.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Called at most once for each item, by several workers at once.</param>
    /// <param name="capacity">How many items are worked on ahead, at least one.</param>
    /// <param name="pool">Where; null for the default one.</param>
    /// <param name="cancellationToken">Ends an enumeration with an <see cref="OperationCanceledException"/>, after items that are being worked on.</param>
    /// <returns>A sequence that begins anew each time it is enumerated.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than one.</exception>
    public static IAsyncEnumerable<TResult> ParSelectAsync<T, TResult>(
        this IEnumerable<T> source, Func<T, TResult> selector, int capacity = 64, WorkerPool? pool = null, CancellationToken cancellationToken = default)
    {
        ThrowIfInvalid(source, selector, capacity);
        return EnumerateAsync(source, selector, capacity, pool, cancellationToken);
    }

    private static void ThrowIfInvalid<T, TResult>(IEnumerable<T> source, Func<T, TResult> selector, int capacity)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
    }

    private static IEnumerable<TResult> Enumerate<T, TResult>(
        IEnumerable<T> source, Func<T, TResult> selector, int capacity, WorkerPool? pool, CancellationToken cancellationToken)
    {
        var stream = new OrderedStream<T, TResult>(source.GetEnumerator(), selector, capacity, pool ?? WorkerPool.Current ?? WorkerPool.Default, cancellationToken);
        try
        {
            while (stream.TryNext(out TResult? result))
                yield return result;
        }
        finally
        {
            stream.End();
        }
    }

    private static async IAsyncEnumerable<TResult> EnumerateAsync<T, TResult>(
        IEnumerable<T> source, Func<T, TResult> selector, int capacity, WorkerPool? pool, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new OrderedStream<T, TResult>(source.GetEnumerator(), selector, capacity, pool ?? WorkerPool.Default, cancellationToken);
        try
        {
            while (await stream.TryNextAsync().ConfigureAwait(false) is (true, var result))
                yield return result!;
        }
        finally
        {
            await stream.EndAsync().ConfigureAwait(false);
        }
    }
}
