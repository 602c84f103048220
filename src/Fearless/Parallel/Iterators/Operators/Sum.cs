using System.Numerics;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Adds the items; zero if there are none. Vectorised when the items lie side by side in memory.</summary>
    /// <remarks>
    /// <b>Overflow.</b> Sums of integers are computed in a wider type and checked at the end: the result is exact, or the call throws. LINQ
    /// also throws when the total would fit but a sum on the way to it does not; this never does, and so does not depend on how the work
    /// was split. Integers wider than 64 bits, and other types, are added with their checked operator.
    /// <para><b>Rounding.</b> Floating-point items are added in another order than from first to last, one that depends on how the work was
    /// split and on the width of the vector unit; so the last digits can differ from LINQ's and from run to run. <see cref="float"/> and
    /// <see cref="Half"/> are added in double precision, as LINQ does for <see cref="float"/>. NaN and infinities come out as in
    /// LINQ.</para>
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items: any number.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="OverflowException">The sum does not fit in <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T Sum<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where T : INumberBase<T>
        where TKind : struct, IIterationKind
    {
        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
            || typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte) || typeof(T) == typeof(char))
            return T.CreateChecked(source.Drive(new SumConsumer<T, long>(0)).Total);
        if (typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint))
            return T.CreateChecked(source.Drive(default(WideSumConsumer<T>)).Total);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
            return T.CreateChecked(source.Drive(new SumConsumer<T, double>(0)).Total);
        return source.Drive(new SumConsumer<T, T>(T.Zero)).Total;
    }

    /// <summary>Adds what <paramref name="selector"/> makes of the items.</summary>
    /// <remarks>Overflow and rounding are as for <see cref="Sum{TSource, T, TKind}(ParallelIterator{TSource, T, TKind})"/>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TResult">The type of the numbers.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="selector">Called once for each item, by several workers at once.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="OverflowException">The sum does not fit in <typeparamref name="TResult"/>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static TResult Sum<TSource, T, TKind, TResult>(this ParallelIterator<TSource, T, TKind> source, Func<T, TResult> selector)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TResult : INumberBase<TResult> => source.Select(selector).Sum();
}
