using Fearless.Tool.Findings;
using Fearless.Tool.Output;
using Fearless.Tool.Output.Pages;
using Fearless.Tool.Reading;
using Spectre.Console;

namespace Fearless.Tool.Commands;

/// <summary>Reads, looks, and reports.</summary>
internal sealed class AdviseRun(IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
{
    public int Run(AdviseOptions options)
    {
        // What the run cannot end well without is looked at before minutes of work.
        ReportFile.RefuseUnwritable(options.Json, options.Sarif, options.Html, options.WriteBaseline);
        Baseline? baseline = options.Baseline is { } file ? Baseline.Read(file) : null;
        var display = new ProgressDisplay(console, error);
        CodeBase code = display.WhileReading(options.Path, () => new CodeBaseReader(options.Reading, cancellationToken).Read(options.Path));
        AdviceReport whole = display.WhileLooking(code.Files, progress => new Adviser(code, progress, cancellationToken).Run());
        AdviceReport sure = whole with { Findings = [.. whole.Findings.Where(finding => finding.Confidence.Value >= options.MinConfidence)] };
        if (options.WriteBaseline is { } target)
            ReportFile.Write(target, Baseline.Of(sure).Write);
        AdviceReport report = baseline is null ? sure : sure with { Findings = baseline.NewIn(sure) };

        int known = sure.Findings.Count - report.Findings.Count;
        if (options.Sarif is { } sarif)
            ReportFile.Write(sarif, stream => SarifReport.Write(report, stream));
        if (options.Json == ReportFile.Output)
            ReportFile.WriteToOutput(console, stream => JsonReport.Write(report, stream));
        else
            WriteToTerminal(report, options, known);
        if (options.Html is { } html)
            ReportFile.Write(html, stream => AdvisePage.Write(report, known, stream));
        return report.Findings.Count > 0 ? ExitCode.Found
            : report.IsInterrupted ? ExitCode.Interrupted
            : ExitCode.NothingFound;
    }

    private void WriteToTerminal(AdviceReport report, AdviseOptions options, int known)
    {
        if (options.Json is { } json)
            ReportFile.Write(json, stream => JsonReport.Write(report, stream));
        new TerminalReport(console).Write(report, options.Show == 0 ? int.MaxValue : options.Show, known);
    }
}
