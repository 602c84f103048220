using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>The order of a comparer that is a struct, so that it can be inlined.</summary>
internal readonly struct ComparerOrder<T, TComparer>(TComparer comparer) : IOrder<T>
    where TComparer : IComparer<T>?
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(ref readonly T left, ref readonly T right) => comparer!.Compare(left, right) < 0;
}
