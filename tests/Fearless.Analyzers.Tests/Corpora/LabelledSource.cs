using System.Text.RegularExpressions;
using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>
/// A program whose truth is known: its first line begins with <c>// race</c> or <c>// clean</c>. In a race of a scoring half,
/// <c>/*first*/</c> and <c>/*second*/</c> (or <c>/*first, second*/</c>, if it is one place that meets itself) are before the two accesses
/// that meet.
/// </summary>
/// <param name="Name">Its path below the programs.</param>
/// <param name="Text">The program.</param>
internal sealed partial record LabelledSource(string Name, string Text)
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Corpora", "Programs");

    /// <summary>What the first line says.</summary>
    public bool HasRace { get; } = LabelOf(Name, Text);

    /// <summary>What it is about: the folder within its half, or else the rule of its label.</summary>
    public string Category => Name.Split('/', '\\') is { Length: > 3 } parts ? parts[2] : Text.Split(' ', 4)[2].TrimEnd(':');

    /// <summary>What the marks say, in their order.</summary>
    public IEnumerable<string> Marks => Mark().Matches(Text).SelectMany(static match => match.Groups[1].Value.Split(", "));

    /// <summary>How many lines begin as a label does.</summary>
    public int Labels => Text.Split('\n').Count(static line => IsRace(line) || IsClean(line));

    /// <summary>The lines of the marks, counted from zero.</summary>
    public IEnumerable<int> MarkedLines => Mark().Matches(Text).Select(match => Text.AsSpan(0, match.Index).Count('\n'));

    public static IEnumerable<LabelledSource> In(string corpus) => Directory
        .EnumerateFiles(Path.Combine(Folder, corpus), "*.cs", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(static path => new LabelledSource(Path.GetRelativePath(Folder, path), File.ReadAllText(path)));

    /// <summary>What the compiler refuses, or null.</summary>
    public string? CompileErrors()
    {
        try
        {
            Snippet.Compile(Text);
            return null;
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            return $"{Name}: {failure.Message}";
        }
    }

    private static bool LabelOf(string name, string text)
    {
        Assert.True(IsRace(text) || IsClean(text), $"{name} has no label in its first line.");
        return IsRace(text);
    }

    private static bool IsRace(string line) => line.StartsWith("// race", StringComparison.Ordinal);

    private static bool IsClean(string line) => line.StartsWith("// clean", StringComparison.Ordinal);

    [GeneratedRegex(@"/\*(first|second|first, second)\*/")]
    private static partial Regex Mark();
}
