namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Something that each iteration does to variables that no other part knows: <c>#</c> stands for the number of the part.</summary>
/// <param name="Shape">What it is, for who reads a report.</param>
/// <param name="HasRace">Whether two iterations race in it.</param>
/// <param name="Body">The statements of one iteration; they know <c>i</c> and <c>n</c>.</param>
internal sealed record Part(string Shape, bool HasRace, string Body)
{
    /// <summary>Fields, methods and types inside the class.</summary>
    public string Fields { get; init; } = "";

    /// <summary>Declarations before the iterations.</summary>
    public string Locals { get; init; } = "";

    /// <summary>Statements after the iterations.</summary>
    public string After { get; init; } = "";

    /// <summary>The part with its number in all texts, so that several fit in one kernel.</summary>
    public Part Numbered(int number) => this with
    {
        Shape = With(Shape, number),
        Body = With(Body, number),
        Fields = With(Fields, number),
        Locals = With(Locals, number),
        After = With(After, number),
    };

    private static string With(string text, int number) => text.Replace("#", $"{number}", StringComparison.Ordinal);
}
