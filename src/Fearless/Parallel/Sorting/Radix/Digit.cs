using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>The eight bits of a key by which elements are distributed: the highest in which some of them differ.</summary>
internal readonly struct Digit
{
    /// <summary>The number of values of a digit.</summary>
    public const int Values = 256;

    private readonly int _shift;

    /// <param name="differences">The bits in which any two keys differ; not zero.</param>
    public Digit(ulong differences) => _shift = Math.Max(0, 64 - 8 - BitOperations.LeadingZeroCount(differences));

    /// <summary>Whether no lower digit is left.</summary>
    public bool IsLast => _shift == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of<T>(T item) => (byte)(RadixKey.Of(item) >> _shift);

    /// <summary>The bits in which the keys of <paramref name="items"/> differ from <paramref name="key"/>.</summary>
    public static ulong Differences<T>(ReadOnlySpan<T> items, ulong key)
    {
        ulong differences = 0;
        foreach (T item in items)
            differences |= RadixKey.Of(item) ^ key;
        return differences;
    }

    /// <summary>Adds to <paramref name="counts"/> how many items have each value.</summary>
    public void Count<T>(ReadOnlySpan<T> items, Span<int> counts)
    {
        foreach (T item in items)
            counts[Of(item)]++;
    }

    /// <summary>Writes each item to the next place of its value.</summary>
    /// <param name="items">What to distribute.</param>
    /// <param name="places">For each value, the index of the next place; it moves on.</param>
    /// <param name="to">Where the places are.</param>
    // Indices are checked: someone who breaks the rule and writes to the items meanwhile gets an exception, never other memory.
    public void Distribute<T>(ReadOnlySpan<T> items, Span<int> places, Span<T> to)
    {
        foreach (T item in items)
            to[places[Of(item)]++] = item;
    }
}
