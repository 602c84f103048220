using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>Left goes what comes before the pivot.</summary>
internal readonly struct BeforePivot<T, TOrder>(TOrder order) : ISide<T>
    where TOrder : struct, IOrder<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLeft(ref readonly T item, ref readonly T pivot) => order.IsLess(in item, in pivot);
}
