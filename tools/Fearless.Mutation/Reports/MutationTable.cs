using System.Globalization;
using System.Text;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Reports;

/// <summary>The page that shows what became of the mutants.</summary>
internal static class MutationTable
{
    private const string Columns =
        " | mutants | caught | not caught, explained | not reached, explained | not explained | not tried | caught | caught or explained |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";

    /// <summary>Writes the page of <paramref name="sites"/>: tables of the files and of the changes, those that were not caught, each with its remark, and the full fences that updates
    /// are.</summary>
    public static string Write(IReadOnlyList<MutationSite> sites, Ledger ledger, Remarks remarks)
    {
        Fate[] all = [.. sites.Select(site => new Fate(site, ledger.Find(site)?.Outcome, remarks.Of(site)))];
        // .NET has no interlocked operation without a fence: one that nobody needs is no fault.
        Fate[] fates = [.. all.Where(static fate => fate.Site.Kind != MutationKind.LoseFence)];
        var page = new StringBuilder();
        page.Append(
            """
            # Mutation proof

            Each mutant changes one place of the library: it makes an acquiring read or a releasing write relaxed, leaves out a fence, takes a
            read-modify-write apart, or skips a branch that looks at shared state. The model tests run against every one of them, and some test has to fail.
            This page is written by `tools/Fearless.Mutation` from `verdicts.json` and `survivors.json`. A verdict counts as long as the code of its member is what it was then; what has changed
            since is not tried. Files whose code the model build has in a version of its own are left out.


            """);
        Summary(page, fates);
        page.Append("| file").Append(Columns);
        foreach (IGrouping<string, Fate> file in fates.GroupBy(static fate => fate.Site.File).OrderBy(static file => file.Key, StringComparer.Ordinal))
            Row(page, file.Key, [.. file]);
        foreach (IGrouping<string, Fate> room in fates.GroupBy(static fate => fate.Site.Room).OrderBy(static room => room.Key, StringComparer.Ordinal))
            Row(page, $"**{room.Key}**", [.. room]);
        Row(page, "**all**", fates);

        page.Append("\n## By change\n\n| change").Append(Columns);
        foreach (IGrouping<MutationKind, Fate> kind in fates.GroupBy(static fate => fate.Site.Kind).OrderBy(static kind => kind.Key))
            Row(page, Name(kind.Key), [.. kind]);

        Places(page, "Not caught", "why it is right all the same", fates.Where(static fate => fate.Outcome == Outcome.Survived));
        Places(page, "Reached by no model test", "why", fates.Where(static fate => fate.Outcome == Outcome.NotReached));
        Places(page, "Not tried", "known of other code", fates.Where(static fate => fate.Outcome is null));

        Fate[] reached = [.. all.Where(static fate => fate is { Site.Kind: MutationKind.LoseFence, Outcome: not (null or Outcome.NotReached) })];
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
        foreach (IGrouping<string, Fate> file in reached.GroupBy(static fate => fate.Site.File).OrderBy(static file => file.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {file.Key} | {file.Count()} | {file.Count(static fate => fate.IsCaught)} |\n");
        return page.ToString();
    }

    private static void Summary(StringBuilder page, Fate[] fates)
    {
        Tally tally = new(fates);
        page.Append(CultureInfo.InvariantCulture,
            $"""
            Of {fates.Length} mutants

            - **{tally.Caught} ({tally.Share(tally.Caught)}) make a test fail**: that is proof;
            - {tally.Survived} ({tally.Share(tally.Survived)}) make none fail, and a remark says why the code is right without what was changed, or no worse than slow: that is an argument, to be judged by whoever reads it;
            - {tally.Unreached} ({tally.Share(tally.Unreached)}) lie where no model comes, and a remark says why, and what tests it instead;
            - {tally.Open} ({tally.Share(tally.Open)}) are neither, and {tally.Untried} ({tally.Share(tally.Untried)}) were not tried on the code as it is.


            """);
    }

    private static void Row(StringBuilder page, string title, Fate[] fates)
    {
        Tally tally = new(fates);
        page.Append(CultureInfo.InvariantCulture,
            $"| {title} | {fates.Length} | {tally.Caught} | {tally.Survived} | {tally.Unreached} | {tally.Open} | {tally.Untried} | {tally.Share(tally.Caught)} | {tally.Share(tally.Caught + tally.Survived + tally.Unreached)} |\n");
    }

    private static void Places(StringBuilder page, string title, string remark, IEnumerable<Fate> fates)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        if (!fates.Any())
        {
            page.Append("None.\n");
            return;
        }
        page.Append(CultureInfo.InvariantCulture, $"| place | code | change | {remark} |\n| --- | --- | --- | --- |\n");
        foreach (Fate fate in fates)
        {
            string place = fate.Site.Ordinal == 1 ? fate.Site.Member : $"{fate.Site.Member} #{fate.Site.Ordinal}";
            string code = fate.Site.Code.Replace("|", "\\|", StringComparison.Ordinal);
            page.Append(CultureInfo.InvariantCulture,
                $"| {fate.Site.File}, `{place}` | `{code}` | {Name(fate.Site.Kind)} | {fate.Remark ?? (fate.Outcome is null ? "" : "**not explained yet**")} |\n");
        }
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

    // How many there are of each kind.
    private sealed class Tally(Fate[] fates)
    {
        public int Caught { get; } = fates.Count(static fate => fate.IsCaught);

        public int Survived { get; } = fates.Count(static fate => fate.IsExplained && fate.Outcome == Outcome.Survived);

        public int Unreached { get; } = fates.Count(static fate => fate.IsExplained && fate.Outcome == Outcome.NotReached);

        public int Untried { get; } = fates.Count(static fate => fate.Outcome is null);

        public int Open => fates.Length - Caught - Survived - Unreached - Untried;

        public string Share(int count) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100.0 * count / fates.Length):F0} %");
    }

    // What is known of one mutant of today's code.
    private sealed record Fate(MutationSite Site, Outcome? Outcome, string? Remark)
    {
        public bool IsCaught => Outcome is Runs.Outcome.Caught or Runs.Outcome.TimedOut;

        public bool IsExplained => !IsCaught && Outcome is not null && Remark is not null;
    }
}
