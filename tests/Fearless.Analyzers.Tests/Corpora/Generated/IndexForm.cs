namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>An index, as C# and as what it comes to for iteration <c>i</c> of <c>n</c>.</summary>
/// <param name="Text">The C#.</param>
/// <param name="Of">The same, from <c>i</c> and <c>n</c>.</param>
internal sealed record IndexForm(string Text, Func<int, int, int> Of)
{
    /// <summary>Any form: mostly <c>i</c> times something plus something, now and then one that is not linear.</summary>
    public static IndexForm Any(Draw draw)
    {
        int factor = draw.Of(1, 1, 1, 2, 3), offset = draw.Of(0, 0, 0, 1, 2, 5), divisor = 2 + draw.Below(3);
        return draw.Below(12) switch
        {
            0 => new($"i % {divisor}", (i, _) => i % divisor),
            1 => new($"i / {divisor}", (i, _) => i / divisor),
            2 => new("n - 1 - i", static (i, n) => n - 1 - i),
            3 => new("n + i", static (i, n) => n + i),
            4 => new($"{offset}", (_, _) => offset),
            _ => Linear(factor, offset),
        };
    }

    private static IndexForm Linear(int factor, int offset)
    {
        string product = factor == 1 ? "i" : $"{factor} * i";
        return new(offset == 0 ? product : $"{product} + {offset}", (i, _) => (factor * i) + offset);
    }
}
