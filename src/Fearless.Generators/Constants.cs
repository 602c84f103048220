using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Generators;

/// <summary>Writes constants such that they have the same type and the same bits.</summary>
internal static class Constants
{
    /// <summary>The constant as an expression; null if it cannot be written.</summary>
    public static string? Write(string type, object? value) => value switch
    {
        null => $"default({type})",
        bool truth => truth ? $"(({type})true)" : $"(({type})false)",
        char or string => $"(({type})" + SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + ")",
        double number => IsOrdinary(number) ? $"(({type})({number.ToString("G17", CultureInfo.InvariantCulture)}D))" : null,
        float number => IsOrdinary(number) ? $"(({type})({number.ToString("G9", CultureInfo.InvariantCulture)}F))" : null,
        decimal number => $"(({type})({number.ToString(CultureInfo.InvariantCulture)}M))",
        ulong number => $"(({type})({number}UL))",
        sbyte or byte or short or ushort or int or uint or long => $"unchecked(({type})({Convert.ToInt64(value, CultureInfo.InvariantCulture)}L))",
        _ => null,
    };

    // The others have no literal, and a zero may be negative.
    private static bool IsOrdinary(double number) => number != 0 ? !double.IsNaN(number) && !double.IsInfinity(number) : !double.IsNegativeInfinity(1 / number);
}
