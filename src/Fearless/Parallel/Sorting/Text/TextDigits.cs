using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>Some code units of a string as a number of the same order. What ends before them has zeros there.</summary>
/// <param name="start">The index of the first.</param>
internal readonly struct TextDigits<T, TText>(int start) : IKeyMaker<T, ulong>
    where TText : struct, IText<T>
{
    /// <summary>How many code units make a number.</summary>
    public const int Length = 4;

    public ulong Make(T item)
    {
        string? text = TText.Of(in item);
        if (text is null)
            return 0;
        ReadOnlySpan<char> units = text.AsSpan(Math.Min(start, text.Length));
        if (units.Length >= Length)
            return Pack(units[0], units[1], units[2], units[3]);
        return units.Length switch
        {
            3 => Pack(units[0], units[1], units[2], '\0'),
            2 => Pack(units[0], units[1], '\0', '\0'),
            1 => Pack(units[0], '\0', '\0', '\0'),
            _ => 0,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pack(char first, char second, char third, char fourth) =>
        ((ulong)first << 48) | ((ulong)second << 32) | ((ulong)third << 16) | fourth;
}
