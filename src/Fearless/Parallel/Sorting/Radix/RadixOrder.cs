using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>The order of keys.</summary>
internal readonly struct RadixOrder<T> : IOrder<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(ref readonly T left, ref readonly T right) => RadixKey.Of(left) < RadixKey.Of(right);
}
