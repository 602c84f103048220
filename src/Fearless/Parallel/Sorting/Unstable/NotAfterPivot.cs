using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>Left goes what does not come after the pivot: if nothing comes before it, then what equals it.</summary>
internal readonly struct NotAfterPivot<T, TOrder>(TOrder order) : ISide<T>
    where TOrder : struct, IOrder<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLeft(ref readonly T item, ref readonly T pivot) => !order.IsLess(in pivot, in item);
}
