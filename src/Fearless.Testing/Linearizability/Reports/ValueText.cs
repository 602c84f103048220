using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fearless.Testing.Linearizability;

/// <summary>Values as C# writes them, as far as that is short.</summary>
internal static class ValueText
{
    private const int LongestSequence = 16;

    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        char letter => $"'{letter}'",
        Exception exception => exception.GetType().Name,
        ITuple tuple => $"({Join(Items(tuple))})",
        IEnumerable sequence => $"[{Join(sequence)}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>What stands between the parentheses of a call.</summary>
    public static string OfArgument(object? value) => value is ITuple tuple ? Join(Items(tuple)) : Of(value);

    private static IEnumerable<object?> Items(ITuple tuple) => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]);

    private static string Join(IEnumerable items)
    {
        List<string> texts = [.. items.Cast<object?>().Take(LongestSequence + 1).Select(Of)];
        if (texts.Count > LongestSequence)
            texts[LongestSequence] = "...";
        return string.Join(", ", texts);
    }
}
