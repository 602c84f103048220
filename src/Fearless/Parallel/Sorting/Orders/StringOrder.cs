using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>The default order of strings, that of the current culture.</summary>
internal readonly struct StringOrder : IOrder<Reference>
{
    // SAFETY: the elements are strings or null: Orders chooses this order for nothing else.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(ref readonly Reference left, ref readonly Reference right) =>
        string.Compare(Unsafe.As<string?>(left.Value), Unsafe.As<string?>(right.Value), StringComparison.CurrentCulture) < 0;
}
