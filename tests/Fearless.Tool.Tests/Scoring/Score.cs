using System.Globalization;
using Fearless.Tool.Findings;
using Fearless.Tool.Framework;

namespace Fearless.Tool.Tests.Scoring;

/// <summary>How right the tool is on a half of the corpus.</summary>
/// <param name="Found">Expected and found: the rule, the line, and what it should be.</param>
/// <param name="Missed">Expected and not found.</param>
/// <param name="False">Found and not expected.</param>
/// <param name="Classified">Programs whose workload it names.</param>
/// <param name="Classifiable">Programs with a workload.</param>
internal sealed record Score(int Found, int Missed, int False, int Classified, int Classifiable, IReadOnlyList<string> Remarks)
{
    public double Precision => (double)Found / (Found + False);

    public double Recall => (double)Found / (Found + Missed);

    public double Classification => (double)Classified / Classifiable;

    public static Score Of(IReadOnlyList<CorpusProgram> programs)
    {
        int found = 0, missed = 0, wrong = 0, classified = 0, classifiable = 0;
        var remarks = new List<string>();
        foreach (CorpusProgram program in programs)
        {
            AdviceReport report = program.Advise();
            Finding[] right = [.. report.Findings.Where(program.IsExpected)];
            found += right.Length > 0 ? 1 : 0;
            if (program.Expected is { } expected && right.Length == 0)
            {
                missed++;
                remarks.Add($"{program.Name}: missed {expected}");
            }
            foreach (Finding finding in report.Findings.Except(right))
            {
                wrong++;
                remarks.Add($"{program.Name}: false {finding.Rule.Id} {Words.Of(finding.Approach)} in line {finding.Line}");
            }
            if (program.Workload == "none")
                continue;
            classifiable++;
            string[] workloads = [.. report.Findings.Select(static finding => finding.Workload).Concat(report.Places.Select(static place => place.Workload)).Select(Words.Of).Distinct()];
            if (workloads.Contains(program.Workload))
                classified++;
            else
                remarks.Add($"{program.Name}: {program.Workload} is taken for {(workloads.Length == 0 ? "nothing" : string.Join(", ", workloads))}");
        }
        return new Score(found, missed, wrong, classified, classifiable, remarks);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"precision {Precision:0.0%} ({Found} of {Found + False}), recall {Recall:0.0%} ({Found} of {Found + Missed}), workload {Classification:0.0%} ({Classified} of {Classifiable})\n{string.Join('\n', Remarks)}");
}
