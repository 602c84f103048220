using System.Globalization;
using System.Text;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Reports;

/// <summary>The page that shows what became of the mutants.</summary>
internal static class MutationTable
{
    /// <summary>Writes the page: a table of the files, one of those that were not caught, each with its remark, and one of the full fences that updates are.</summary>
    public static string Write(IReadOnlyList<MutationSite> sites, IReadOnlyList<Verdict> all, Remarks remarks)
    {
        Verdict[] verdicts = [.. all.Where(static verdict => verdict.Site.Kind != MutationKind.LoseFence)];
        Verdict[] fences = [.. all.Where(static verdict => verdict.Site.Kind == MutationKind.LoseFence)];
        var page = new StringBuilder();
        page.Append(
            """
            # Mutation proof

            Each mutant changes one place of the library: it makes an acquiring read or a releasing write relaxed, leaves out a fence, takes a
            read-modify-write apart, or skips a branch that looks at shared state. The model tests run against every one of them, and some test has to fail.
            This page is written by `dotnet run -c Release --project tools/Fearless.Mutation -- --output docs/soundness/mutants.md`, from the sources as they are. Files whose code the
            model build has in a version of its own are left out.

            | file | mutants | caught | not caught, explained | not caught | reached by no model test | caught or explained, of those reached |
            | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (IGrouping<string, Verdict> file in verdicts.GroupBy(static verdict => verdict.Site.File).OrderBy(static file => file.Key, StringComparer.Ordinal))
            Row(page, file.Key, [.. file], remarks);
        foreach (IGrouping<string, Verdict> room in verdicts.GroupBy(static verdict => verdict.Site.Room).OrderBy(static room => room.Key, StringComparer.Ordinal))
            Row(page, $"**{room.Key}**", [.. room], remarks);
        Row(page, "**all**", verdicts, remarks);

        HashSet<int> tried = [.. all.Select(static verdict => verdict.Site.Id)];
        foreach (IGrouping<string, MutationSite> room in sites
            .Where(site => site.Kind != MutationKind.LoseFence && !tried.Contains(site.Id)).GroupBy(static site => site.Room))
        {
            page.Append(CultureInfo.InvariantCulture, $"\nNot tried in {room.Key}: {room.Count()} mutants, in {room.Select(static site => site.File).Distinct().Count()} files.\n");
        }

        page.Append("\n## By change\n\n| change | mutants | caught | not caught, explained | not caught | reached by no model test | caught or explained, of those reached |\n"
            + "| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (IGrouping<MutationKind, Verdict> kind in verdicts.GroupBy(static verdict => verdict.Site.Kind).OrderBy(static kind => kind.Key))
            Row(page, Name(kind.Key), [.. kind], remarks);

        page.Append("\n## Not caught\n\n| place | code | change | why it is right all the same |\n| --- | --- | --- | --- |\n");
        foreach (Verdict verdict in verdicts.Where(static verdict => verdict.Outcome == Outcome.Survived))
        {
            MutationSite site = verdict.Site;
            page.Append(CultureInfo.InvariantCulture,
                $"| {site.File}, `{site.Member}` | `{Cell(site.Code)}` | {Name(site.Kind)} | {remarks.Of(site) ?? "**not explained yet**"} |\n");
        }

        Verdict[] reached = [.. fences.Where(static verdict => verdict.Outcome != Outcome.NotReached)];
        if (reached.Length == 0)
            return page.ToString();
        page.Append(
            """

            ## Updates that must be full fences

            .NET's interlocked operations are full fences. These mutants acquire and release only, as in other languages they might; one that is caught shows a protocol that relies on the
            fence. One that is not shows nothing that could be cheaper, so it is not counted above.

            | file | updates | caught |
            | --- | --- | --- |

            """);
        foreach (IGrouping<string, Verdict> file in reached.GroupBy(static verdict => verdict.Site.File).OrderBy(static file => file.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {file.Key} | {file.Count()} | {file.Count(static verdict => verdict.IsCaught)} |\n");
        return page.ToString();
    }

    private static void Row(StringBuilder page, string title, Verdict[] verdicts, Remarks remarks)
    {
        int caught = verdicts.Count(static verdict => verdict.IsCaught);
        int survived = verdicts.Count(static verdict => verdict.Outcome == Outcome.Survived);
        int explained = verdicts.Count(verdict => verdict.Outcome == Outcome.Survived && remarks.Of(verdict.Site) is not null);
        int unreached = verdicts.Count(static verdict => verdict.Outcome == Outcome.NotReached);
        string score = caught + survived == 0 ? "" : $"{100.0 * (caught + explained) / (caught + survived):F0} %";
        page.Append(CultureInfo.InvariantCulture,
            $"| {title} | {verdicts.Length} | {caught} | {explained} | {survived - explained} | {unreached} | {score} |\n");
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
