using System.Numerics;
using System.Runtime.InteropServices;

namespace Fearless;

/// <summary>Sums of spans of primitives with the vector unit. Four accumulators, because an addition takes about four cycles and two can
/// begin in each.</summary>
internal static class VectorSum
{
    /// <summary>Adds <paramref name="items"/> if there is a vectorised way that is exact, up to rounding. The JIT keeps one branch.</summary>
    public static bool TrySum<T, TTotal>(ReadOnlySpan<T> items, out TTotal? sum)
    {
        if (Vector.IsHardwareAccelerated && items.Length >= Vector<byte>.Count)
        {
            if (typeof(T) == typeof(double) && typeof(TTotal) == typeof(double))
                return Yes(Sum(As<T, double>(items)), out sum);
            if (typeof(T) == typeof(float) && typeof(TTotal) == typeof(double))
                return Yes(Sum(As<T, float>(items)), out sum);
            if (typeof(T) == typeof(int) && typeof(TTotal) == typeof(long))
                return Yes(Sum(As<T, int>(items)), out sum);
            if (typeof(T) == typeof(uint) && typeof(TTotal) == typeof(long))
                return Yes((long)Sum(As<T, uint>(items)), out sum);
            if (typeof(T) == typeof(long) && typeof(TTotal) == typeof(long) && TrySum(As<T, long>(items), out long total))
                return Yes(total, out sum);
        }
        sum = default;
        return false;
    }

    private static ReadOnlySpan<TTo> As<TFrom, TTo>(ReadOnlySpan<TFrom> items)
        where TTo : struct =>
        MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(items)), items.Length);

    private static bool Yes<TSum, TTotal>(TSum sum, out TTotal? total)
    {
        total = (TTotal)(object)sum!;
        return true;
    }

    private static double Sum(ReadOnlySpan<double> items)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(items);
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int index = 0;
        for (; index <= vectors.Length - 4; index += 4)
        {
            sum0 += vectors[index];
            sum1 += vectors[index + 1];
            sum2 += vectors[index + 2];
            sum3 += vectors[index + 3];
        }
        for (; index < vectors.Length; index++)
            sum0 += vectors[index];

        double sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        foreach (double item in items[(vectors.Length * Vector<double>.Count)..])
            sum += item;
        return sum;
    }

    private static double Sum(ReadOnlySpan<float> items)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(items);
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int index = 0;
        for (; index <= vectors.Length - 2; index += 2)
        {
            Vector.Widen(vectors[index], out Vector<double> low0, out Vector<double> high0);
            Vector.Widen(vectors[index + 1], out Vector<double> low1, out Vector<double> high1);
            sum0 += low0;
            sum1 += high0;
            sum2 += low1;
            sum3 += high1;
        }

        double sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        foreach (float item in items[(index * Vector<float>.Count)..])
            sum += item;
        return sum;
    }

    // A span holds fewer than 2^31 items of less than 2^32: 64 bits always suffice.
    private static long Sum(ReadOnlySpan<int> items)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(items);
        Vector<long> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int index = 0;
        for (; index <= vectors.Length - 2; index += 2)
        {
            Vector.Widen(vectors[index], out Vector<long> low0, out Vector<long> high0);
            Vector.Widen(vectors[index + 1], out Vector<long> low1, out Vector<long> high1);
            sum0 += low0;
            sum1 += high0;
            sum2 += low1;
            sum3 += high1;
        }

        long sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        foreach (int item in items[(index * Vector<int>.Count)..])
            sum += item;
        return sum;
    }

    private static ulong Sum(ReadOnlySpan<uint> items)
    {
        ReadOnlySpan<Vector<uint>> vectors = MemoryMarshal.Cast<uint, Vector<uint>>(items);
        Vector<ulong> sum0 = default, sum1 = default;
        foreach (Vector<uint> vector in vectors)
        {
            Vector.Widen(vector, out Vector<ulong> low, out Vector<ulong> high);
            sum0 += low;
            sum1 += high;
        }

        ulong sum = Vector.Sum(sum0 + sum1);
        foreach (uint item in items[(vectors.Length * Vector<uint>.Count)..])
            sum += item;
        return sum;
    }

    // Says no when a lane overflowed or the lanes' sum might: the caller adds those items one by one in 128 bits.
    private static bool TrySum(ReadOnlySpan<long> items, out long sum)
    {
        ReadOnlySpan<Vector<long>> vectors = MemoryMarshal.Cast<long, Vector<long>>(items);
        Vector<long> sum0 = default, sum1 = default, overflow = default;
        int index = 0;
        for (; index <= vectors.Length - 2; index += 2)
        {
            Vector<long> next0 = sum0 + vectors[index];
            Vector<long> next1 = sum1 + vectors[index + 1];
            // The sign bit of a lane is set once its sign differs from both addends'.
            overflow |= (sum0 ^ next0) & (vectors[index] ^ next0);
            overflow |= (sum1 ^ next1) & (vectors[index + 1] ^ next1);
            sum0 = next0;
            sum1 = next1;
        }

        sum = 0;
        if (Vector.LessThanAny(overflow, Vector<long>.Zero))
            return false;

        Int128 total = 0;
        for (int lane = 0; lane < Vector<long>.Count; lane++)
            total += (Int128)sum0[lane] + sum1[lane];
        foreach (long item in items[(index * Vector<long>.Count)..])
            total += item;
        sum = unchecked((long)total);
        return sum == total;
    }
}
