using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>The order of a delegate, which may have been erased. The compiler keeps one branch.</summary>
internal readonly struct ComparisonOrder<T>(Comparison<T> comparison) : IOrder<T>
{
    // SAFETY: as ErasedCall, which has the argument: a delegate that was made for a class is called through a type that says object in its
    // place. The elements are of that class, because elements and delegate were erased together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(ref readonly T left, ref readonly T right) =>
        typeof(T) == typeof(Reference)
            ? Unsafe.As<Comparison<object?>>(comparison)(Value(left), Value(right)) < 0
            : comparison(left, right) < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static object? Value(T item) => Erasure.Item<T, Reference>(item).Value;
}
