namespace Fearless.Analyzers.Rules;

/// <summary>Where the pages of the rules can be read.</summary>
internal static class HelpLinks
{
    public static string PageOf(string rule) => $"https://github.com/fearless-dotnet/fearless/blob/main/docs/rules/{rule}.md";
}
