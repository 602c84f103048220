using System.Runtime.CompilerServices;

namespace Fearless.Collections;

/// <summary>Compares keys without a virtual call where that is possible.</summary>
internal static class KeyOrder
{
    /// <summary>What a list keeps of the comparer that it was given: null for the default order of a value type, whose comparison the
    /// compiler inlines.</summary>
    public static IComparer<TKey>? Normalize<TKey>(IComparer<TKey>? comparer)
    {
        if (typeof(TKey).IsValueType)
            return comparer is null || ReferenceEquals(comparer, Comparer<TKey>.Default) ? null : comparer;
        if (ReferenceEquals(comparer, StringComparer.Ordinal))
            return (IComparer<TKey>)(object)OrdinalComparer.Instance;
        return comparer ?? Comparer<TKey>.Default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare<TKey>(IComparer<TKey>? comparer, TKey left, TKey right)
    {
        if (typeof(TKey).IsValueType)
            return comparer is null ? Comparer<TKey>.Default.Compare(left, right) : comparer.Compare(left, right);

        // SAFETY: the comparer compares strings, so the keys are strings.
        if (ReferenceEquals(comparer, OrdinalComparer.Instance))
            return string.CompareOrdinal(Unsafe.As<TKey, string>(ref left), Unsafe.As<TKey, string>(ref right));
        return comparer!.Compare(left, right);
    }

    /// <summary>Whether <paramref name="left"/> comes behind <paramref name="right"/> in the default order of a value type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGreater<TKey>(TKey left, TKey right)
    {
        // One instruction for whole numbers, whose comparers tell three cases apart.
        if (typeof(TKey) == typeof(int))
            return Unsafe.BitCast<TKey, int>(left) > Unsafe.BitCast<TKey, int>(right);
        if (typeof(TKey) == typeof(uint))
            return Unsafe.BitCast<TKey, uint>(left) > Unsafe.BitCast<TKey, uint>(right);
        if (typeof(TKey) == typeof(long))
            return Unsafe.BitCast<TKey, long>(left) > Unsafe.BitCast<TKey, long>(right);
        if (typeof(TKey) == typeof(ulong))
            return Unsafe.BitCast<TKey, ulong>(left) > Unsafe.BitCast<TKey, ulong>(right);
        return Comparer<TKey>.Default.Compare(left, right) > 0;
    }

    /// <summary>Whether keys are numbers that a vector can compare in their default order.</summary>
    public static bool IsWholeNumber<TKey>() =>
        typeof(TKey) == typeof(int) || typeof(TKey) == typeof(uint) || typeof(TKey) == typeof(long) || typeof(TKey) == typeof(ulong);
}
