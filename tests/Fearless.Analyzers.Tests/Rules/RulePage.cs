using System.Text.RegularExpressions;

namespace Fearless.Analyzers.Tests.Rules;

/// <summary>The page of a rule in docs/rules, in its parts.</summary>
internal sealed partial class RulePage(string id)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "docs", "rules");

    private readonly string _text = File.ReadAllText(Path.Combine(Folder, id + ".md"));

    /// <summary>The rules that have a page.</summary>
    public static IEnumerable<string> Ids => Directory.EnumerateFiles(Folder, "*.md")
        .Select(static file => Path.GetFileNameWithoutExtension(file))
        .Where(static name => name != "README");

    /// <summary>The page that lists the rules.</summary>
    public static string Index => File.ReadAllText(Path.Combine(Folder, "README.md"));

    public string Title => _text.Split('\n')[0];

    /// <summary>The headings, in order.</summary>
    public IEnumerable<string> Parts => Heading().Matches(_text).Select(static heading => heading.Groups[1].Value);

    /// <summary>What stands below a heading.</summary>
    public string Part(string heading) => _text.Split($"\n## {heading}\n")[1].Split("\n## ")[0].Trim();

    /// <summary>The programs below a heading.</summary>
    public IEnumerable<string> Programs(string heading) => CodeBlock().Matches(Part(heading)).Select(static block => block.Groups[1].Value);

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
