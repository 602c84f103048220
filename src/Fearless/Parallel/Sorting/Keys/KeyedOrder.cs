using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>The order of the keys.</summary>
internal readonly struct KeyedOrder<TKey, TKeyOrder>(TKeyOrder order) : IOrder<Keyed<TKey>>
    where TKeyOrder : struct, IOrder<TKey>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(ref readonly Keyed<TKey> left, ref readonly Keyed<TKey> right) => order.IsLess(in left.Key, in right.Key);
}
