using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the prefix combinations: the first item, the first two combined, the first three, and so on. A prefix sum,
    /// when <paramref name="func"/> adds.</summary>
    /// <remarks>
    /// <paramref name="func"/> must be associative, <c>f(f(a, b), c) = f(a, f(b, c))</c>, because pieces are scanned on their own first, and then
    /// get what comes before them on their left; it need not be commutative. With one worker it is called once for each item but the first, with several up
    /// to twice.
    /// <para>SOURCE: Blelloch, "Prefix sums and their applications", 1990: blocks scanned twice, as the library of any vector machine does.</para>
    /// </remarks>
    /// <example><code>double[] balances = samples.Par().Scan(static (balance, change) => balance + change);</code></example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="func">Combines two items or results, by several workers at once.</param>
    /// <returns>A new array with as many items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="func"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There are more items than an array can hold.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] Scan<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, Func<T, T, T> func)
        where TSource : IParallelSource<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(func);
        return source.Source.Open<ScanCallback<T>, T[]>(new(func, source.Options));
    }
}
