using Fearless.Tool.Findings;
using Fearless.Tool.Framework;

namespace Fearless.Tool.Tests.Scoring;

/// <summary>
/// A program of which it is known what the guide would say. Its first lines are <c>// workload: WORD</c> (<c>none</c>, where nothing is concurrent or should
/// be), and either <c>// expect: RULE APPROACH @ TEXT</c>, where the line of the finding contains the text, or <c>// expect: nothing</c>.
/// </summary>
internal sealed record CorpusProgram(string Name, string Text, string Workload, Expectation? Expected)
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static IReadOnlyList<CorpusProgram> In(string half) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, half), "*.cs").Order(StringComparer.Ordinal).Select(static path => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))];

    /// <summary>What the tool says of it. The labels are not in what it is given.</summary>
    public AdviceReport Advise()
    {
        using var folder = new ScratchFolder();
        return folder.Advise(folder.Write("Program.cs", Text));
    }

    /// <summary>Whether a finding is the one that is expected.</summary>
    public bool IsExpected(Finding finding) => Expected is { } expected && finding.Rule.Id == expected.Rule && Words.Of(finding.Approach) == expected.Approach
        && Text.Split('\n')[finding.Line - 1].Contains(expected.At, StringComparison.Ordinal);

    private static CorpusProgram Parse(string name, string text)
    {
        string[] lines = text.Split('\n');
        string workload = After(lines[0], "// workload: ", name), expected = After(lines[1], "// expect: ", name);
        return new CorpusProgram(name, string.Join('\n', lines[2..]), workload, expected.StartsWith("nothing", StringComparison.Ordinal) ? null : Expectation.Parse(expected));
    }

    private static string After(string line, string prefix, string name)
    {
        Assert.True(line.StartsWith(prefix, StringComparison.Ordinal), $"{name}: '{line}' does not begin with '{prefix}'.");
        return line[prefix.Length..].Trim();
    }
}
