using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>The elements of arrays and lists as spans.</summary>
internal static class Elements
{
    /// <summary>Also of an array of a derived type, of which a span could not be made: a sort only moves what is there.</summary>
    public static Span<T> Of<T>(T[] array, [CallerArgumentExpression(nameof(array))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(array, name);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length);
    }

    /// <param name="list">The list.</param>
    /// <param name="guard">To be given to <see cref="ThrowIfChanged"/> afterwards.</param>
    public static Span<T> Of<T>(List<T> list, out List<T>.Enumerator guard)
    {
        ArgumentNullException.ThrowIfNull(list);
        guard = list.GetEnumerator();
        return CollectionsMarshal.AsSpan(list);
    }

    // An enumerator remembers the version of its list and throws at its next step if that is another one: no private field is read here.
    public static void ThrowIfChanged<T>(List<T>.Enumerator guard) => guard.MoveNext();
}
