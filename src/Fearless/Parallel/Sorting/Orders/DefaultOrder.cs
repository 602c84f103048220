using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>The order of <see cref="Comparer{T}.Default"/>, for values: the compiler knows that comparer's type and inlines it.</summary>
internal readonly struct DefaultOrder<T> : IOrder<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(ref readonly T left, ref readonly T right) => Comparer<T>.Default.Compare(left, right) < 0;
}
