using System.Globalization;
using System.Text;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Reports;

/// <summary>The page that shows what became of the mutants.</summary>
internal static class MutationTable
{
    /// <summary>Writes the page: a table of the rooms, and one of those that were not caught, each with its remark.</summary>
    public static string Write(IReadOnlyList<Verdict> verdicts, Remarks remarks)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Mutation proof

            Each mutant changes one place of the library: it makes an acquiring read or a releasing write relaxed, leaves out a fence, takes a
            read-modify-write apart, or skips a branch that looks at shared state. The model tests run against every one of them, and some test has to fail.
            This page is written by `dotnet run -c Release --project tools/Fearless.Mutation`, from the sources as they are.

            | room | change | mutants | caught | not caught, explained | not caught | reached by no model test |
            | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (IGrouping<(string Room, MutationKind Kind), Verdict> group in verdicts
            .GroupBy(static verdict => (verdict.Site.Room, verdict.Site.Kind))
            .OrderBy(static group => group.Key.Room, StringComparer.Ordinal).ThenBy(static group => group.Key.Kind))
        {
            Row(page, $"{group.Key.Room} | {Name(group.Key.Kind)}", [.. group], remarks);
        }
        Row(page, "**all** |", verdicts, remarks);

        page.Append("\n## Not caught\n\n| place | code | change | why it is right all the same |\n| --- | --- | --- | --- |\n");
        foreach (Verdict verdict in verdicts.Where(static verdict => verdict.Outcome == Outcome.Survived))
        {
            MutationSite site = verdict.Site;
            page.Append(CultureInfo.InvariantCulture,
                $"| {site.File}, `{site.Member}` | `{Cell(site.Code)}` | {Name(site.Kind)} | {remarks.Texts.GetValueOrDefault(site.Key, "**not explained yet**")} |\n");
        }

        page.Append("\n## Reached by no model test\n\n| file | mutants |\n| --- | --- |\n");
        foreach (IGrouping<string, Verdict> file in verdicts
            .Where(static verdict => verdict.Outcome == Outcome.NotReached).GroupBy(static verdict => verdict.Site.File))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {file.Key} | {file.Count()} |\n");
        }
        return page.ToString();
    }

    private static void Row(StringBuilder page, string title, IReadOnlyList<Verdict> verdicts, Remarks remarks)
    {
        int survived = verdicts.Count(static verdict => verdict.Outcome == Outcome.Survived);
        int explained = verdicts.Count(verdict => verdict.Outcome == Outcome.Survived && remarks.Texts.ContainsKey(verdict.Site.Key));
        int unreached = verdicts.Count(static verdict => verdict.Outcome == Outcome.NotReached);
        page.Append(CultureInfo.InvariantCulture,
            $"| {title} | {verdicts.Count} | {verdicts.Count(static verdict => verdict.IsCaught)} | {explained} | {survived - explained} | {unreached} |\n");
    }

    private static string Name(MutationKind kind) => kind switch
    {
        MutationKind.WeakenAcquire => "read relaxed",
        MutationKind.WeakenRelease => "write relaxed",
        MutationKind.RemoveFence => "fence removed",
        MutationKind.TearUpdate => "update torn apart",
        MutationKind.LoseFence => "update no fence",
        _ => "branch skipped",
    };

    private static string Cell(string code) => code.Replace("|", "\\|", StringComparison.Ordinal);
}
