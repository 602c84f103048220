using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>The types that are sorted digit by digit, and the number whose order is that of their default comparer. The compiler keeps one
/// branch of each method.</summary>
internal static class RadixKey
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Exists<T>() => IsInteger<T>() || typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Keyed<ulong>);

    /// <summary>Whether elements of the same key cannot be told apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInteger<T>() =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong)
        || typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long)
        || typeof(T) == typeof(char) || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(T item)
    {
        if (typeof(T) == typeof(Keyed<ulong>))
            return Unsafe.BitCast<T, Keyed<ulong>>(item).Key;
        if (typeof(T) == typeof(byte))
            return Unsafe.BitCast<T, byte>(item);
        if (typeof(T) == typeof(ushort) || typeof(T) == typeof(char))
            return Unsafe.BitCast<T, ushort>(item);
        if (typeof(T) == typeof(uint))
            return Unsafe.BitCast<T, uint>(item);
        if (typeof(T) == typeof(ulong))
            return Unsafe.BitCast<T, ulong>(item);
        if (typeof(T) == typeof(nuint))
            return Unsafe.BitCast<T, nuint>(item);
        if (typeof(T) == typeof(sbyte))
            return Signed(Unsafe.BitCast<T, sbyte>(item));
        if (typeof(T) == typeof(short))
            return Signed(Unsafe.BitCast<T, short>(item));
        if (typeof(T) == typeof(int))
            return Signed(Unsafe.BitCast<T, int>(item));
        if (typeof(T) == typeof(long))
            return Signed(Unsafe.BitCast<T, long>(item));
        if (typeof(T) == typeof(nint))
            return Signed(Unsafe.BitCast<T, nint>(item));
        if (typeof(T) == typeof(float))
            return Floating(Unsafe.BitCast<T, float>(item));
        if (typeof(T) == typeof(double))
            return Floating(Unsafe.BitCast<T, double>(item));
        throw new NotSupportedException($"{typeof(T)} has no key.");
    }

    private static ulong Signed(long value) => (ulong)value ^ (1UL << 63);

    // NaN comes first and equals itself, and the two zeros are equal, as CompareTo has it. The bits of the others are ordered as numbers
    // once those of the negative ones are inverted. No float loses anything by becoming a double.
    private static ulong Floating(double value)
    {
        if (double.IsNaN(value))
            return 0;
        long bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }
}
