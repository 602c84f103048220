using System.Numerics;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary><see cref="Runs"/> for what has a <see cref="RadixKey"/>: integers are looked at many at a time.</summary>
internal static class NumberRuns
{
    /// <summary>As <see cref="Runs.TryFinish"/>.</summary>
    public static bool TryFinish<T>(Span<T> items)
    {
        if (!RadixKey.IsInteger<T>() || !Vector<T>.IsSupported)
            return Runs.TryFinish(items, default(RadixOrder<T>));
        if (items.Length < 2)
            return true;
        if (RadixKey.Of(items[0]) <= RadixKey.Of(items[1]))
            return IsAscending(items);
        if (!IsDescending(items))
            return false;
        items.Reverse();
        return true;
    }

    private static bool IsAscending<T>(Span<T> items)
    {
        ref T first = ref MemoryMarshal.GetReference(items);
        int i = 0;
        for (; i + Vector<T>.Count < items.Length; i += Vector<T>.Count)
        {
            if (Vector.GreaterThanAny(Vector.LoadUnsafe(ref first, (nuint)i), Vector.LoadUnsafe(ref first, (nuint)i + 1)))
                return false;
        }
        for (i++; i < items.Length; i++)
        {
            if (RadixKey.Of(items[i]) < RadixKey.Of(items[i - 1]))
                return false;
        }
        return true;
    }

    private static bool IsDescending<T>(Span<T> items)
    {
        ref T first = ref MemoryMarshal.GetReference(items);
        int i = 0;
        for (; i + Vector<T>.Count < items.Length; i += Vector<T>.Count)
        {
            if (Vector.LessThanOrEqualAny(Vector.LoadUnsafe(ref first, (nuint)i), Vector.LoadUnsafe(ref first, (nuint)i + 1)))
                return false;
        }
        for (i++; i < items.Length; i++)
        {
            if (RadixKey.Of(items[i]) >= RadixKey.Of(items[i - 1]))
                return false;
        }
        return true;
    }
}
