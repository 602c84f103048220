using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>An element that is a string, erased.</summary>
internal readonly struct ReferenceText : IText<Reference>
{
    // SAFETY: the elements are strings or null: Orders chooses this order for nothing else.
    public static string? Of(ref readonly Reference item) => Unsafe.As<string?>(item.Value);
}
