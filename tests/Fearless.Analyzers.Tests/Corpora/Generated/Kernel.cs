using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>A program whose truth is known because it was put together from parts whose truth is known.</summary>
/// <param name="Seed">What it is made of again.</param>
/// <param name="Region">How its iterations are run, for who reads a report.</param>
/// <param name="Shape">What they do.</param>
/// <param name="Source">The program, with its label.</param>
internal sealed record Kernel(int Seed, string Region, string Shape, LabelledSource Source)
{
    public static Kernel Create(int seed)
    {
        var draw = new Draw(seed);
        int? count = draw.OneIn(3) ? 16 : null;
        if (draw.OneIn(5))
        {
            (string shape, bool hasRace, string strand) = OneStrand.Any(draw);
            return Assemble(seed, "-", shape, hasRace, count, "", strand);
        }
        Part[] parts = [.. Enumerable.Range(0, draw.Of(1, 1, 2)).Select(number => AnyPart(draw, count).Numbered(number))];
        string body = string.Join(" ", parts.Select((part, number) => Dressed(draw, part.Body, number)));
        (string region, string text) = Generated.Region.Any(draw);
        string iterations = text.Replace("@", body, StringComparison.Ordinal);
        string statements = $"{Joined(static part => part.Locals)} {iterations} {Joined(static part => part.After)}";
        string shapes = string.Join(" and ", parts.Select(static part => part.Shape));
        string members = Generated.Region.Members + Joined(static part => part.Fields);
        return Assemble(seed, region, shapes, parts.Any(static part => part.HasRace), count, members, statements);

        string Joined(Func<Part, string> text) => string.Join(" ", parts.Select(text));
    }

    public override string ToString() => $"seed {Seed}: {Region}: {Shape}\n{Source.Text}";

    private static Part AnyPart(Draw draw, int? count) => draw.Below(8) switch
    {
        0 or 1 => ElementParts.Any(draw, count),
        2 or 3 => SharedParts.Any(draw),
        4 or 5 => ObjectParts.Any(draw),
        6 => SliceParts.Any(draw),
        _ => LockedParts.Any(draw),
    };

    // The same statements, said in another way.
    private static string Dressed(Draw draw, string body, int number) => draw.Below(6) switch
    {
        0 => $"Action step{number} = () => {{ {body} }}; step{number}();",
        1 => $"Step{number}(); void Step{number}() {{ {body} }}",
        2 => $"for (int round{number} = 0; round{number} < 2; round{number}++) {{ {body} }}",
        _ => body,
    };

    private static Kernel Assemble(int seed, string region, string shape, bool hasRace, int? count, string members, string statements)
    {
        string parameters = count is null ? "int n" : "";
        string constant = count is { } known ? $"const int n = {known}; " : "";
        string text = $"class Program {{ {members} public void Run({parameters}) {{ {constant}{statements} }} }}";
        string label = $"// {(hasRace ? "race" : "clean")} generated\n";
        string indented = CSharpSyntaxTree.ParseText(text).GetRoot().NormalizeWhitespace().ToFullString();
        return new Kernel(seed, region, shape, new LabelledSource($"Generated/{seed}", label + indented));
    }
}
