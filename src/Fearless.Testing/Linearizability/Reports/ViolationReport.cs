using System.Globalization;
using System.Text;

namespace Fearless.Testing.Linearizability;

/// <summary>What a failed test says.</summary>
internal static class ViolationReport
{
    public static string Of<TSubject, TModel>(
        Violation<TSubject, TModel> violation, Specification<TSubject, TModel> specification, long runs, int scenarios, int seed)
    {
        var report = new StringBuilder();
        report.AppendLine(Headline(violation, specification.Consistency)).AppendLine();
        report.AppendLine("The scenario, made as small as it still failed:");
        WriteScenario(report, violation.Scenario);
        if (violation.History.Chains.Any(static chain => chain.Length > 0))
        {
            report.AppendLine().AppendLine("What happened, from top to bottom:");
            HistoryPicture.Write(report, violation.History);
        }
        if (violation.Contradiction is { } contradiction)
        {
            string key = contradiction.Key is null ? "" : $", of the operations on {ValueText.Of(contradiction.Key)} alone";
            report.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Why no order explains it{key}:");
            Explanation.Write(report, contradiction, specification.CreateModel);
        }
        if (violation.Failure is { } failure)
            report.AppendLine().AppendLine("What the model checker says:").AppendLine(failure.Message);
        report.AppendLine();
        report.Append(CultureInfo.InvariantCulture, $"Found in {runs:N0} runs of {scenarios} scenarios. Seed {seed} makes the same scenarios again.");
        return report.ToString();
    }

    private static string Headline<TSubject, TModel>(Violation<TSubject, TModel> violation, Consistency consistency) => violation switch
    {
        { Hung: not null, Contradiction: null } => $"{violation.Hung} never returned.",
        { Failure: { } failure, Contradiction: null } => $"{TypeText.Of<TSubject>()} goes wrong under the model checker: {failure.Kind}.",
        { Hung: not null } => $"{violation.Hung} never returned, though the specification says that it can go on.",
        _ => consistency switch
        {
            Consistency.Sequential => $"{TypeText.Of<TSubject>()} is not sequentially consistent.",
            Consistency.Quiescent => $"{TypeText.Of<TSubject>()} is not quiescently consistent.",
            _ => $"{TypeText.Of<TSubject>()} is not linearizable.",
        },
    };

    private static void WriteScenario<TSubject, TModel>(StringBuilder report, Scenario<TSubject, TModel> scenario)
    {
        if (scenario.Before.Count > 0)
            report.AppendLine(CultureInfo.InvariantCulture, $"  before:  {string.Join("; ", scenario.Before)}");
        for (int thread = 0; thread < scenario.Threads.Count; thread++)
        {
            if (scenario.Threads[thread].Count > 0)
                report.AppendLine(CultureInfo.InvariantCulture, $"  thread {thread + 1}: {string.Join("; ", scenario.Threads[thread])}");
        }
        if (scenario.After.Count > 0)
            report.AppendLine(CultureInfo.InvariantCulture, $"  after:   {string.Join("; ", scenario.After)}");
    }
}
