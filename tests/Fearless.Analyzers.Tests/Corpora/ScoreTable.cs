using System.Globalization;
using System.Text;

namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>How many programs of each category were judged rightly. It names none, so that whoever develops the engine is not taught by the
/// programs that it is scored on; <c>FEARLESS_SCORING_NAMES=1</c> has them named.</summary>
internal static class ScoreTable
{
    private static readonly bool WithNames = Environment.GetEnvironmentVariable("FEARLESS_SCORING_NAMES") == "1";

    public static string Of(string half, IReadOnlyList<ScoredProgram> programs)
    {
        var table = new StringBuilder(
            $"""

            | {half} | races | found | elsewhere | missed | clean | accepted | false alarms |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |

            """);
        foreach (IGrouping<string, ScoredProgram> category in programs.GroupBy(static program => program.Source.Category).OrderBy(Key))
            AppendRow(table, category.Key, [.. category]);
        AppendRow(table, "all", programs);
        if (WithNames)
            AppendNames(table, programs);
        return table.ToString();
    }

    private static string Key(IGrouping<string, ScoredProgram> category) => category.Key;

    private static void AppendRow(StringBuilder table, string title, IReadOnlyList<ScoredProgram> programs)
    {
        int found = Count(Verdict.Found), elsewhere = Count(Verdict.FoundElsewhere), missed = Count(Verdict.Missed);
        int accepted = Count(Verdict.Accepted), alarms = Count(Verdict.FalseAlarm);
        table.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {title} | {found + elsewhere + missed} | {found} | {elsewhere} | {missed} | {accepted + alarms} | {accepted} | {alarms} |");

        int Count(Verdict verdict) => programs.Count(program => program.Verdict == verdict);
    }

    private static void AppendNames(StringBuilder table, IEnumerable<ScoredProgram> programs)
    {
        foreach (ScoredProgram program in programs.Where(static program => !program.IsRight))
            table.AppendLine(CultureInfo.InvariantCulture, $"{program.Verdict}: {program}");
    }
}
