using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>An element whose key is a string, erased.</summary>
internal readonly struct KeyText : IText<Keyed<Reference>>
{
    // SAFETY: the keys are strings or null: Orders chooses this order for nothing else.
    public static string? Of(ref readonly Keyed<Reference> item) => Unsafe.As<string?>(item.Key.Value);
}
