using System.CommandLine;
using Fearless.Tool.Output;
using Fearless.Tool.Reading;

namespace Fearless.Tool.Commands;

/// <summary>The command line of <c>advise</c>.</summary>
internal static class AdviseCommand
{
    private const double DefaultConfidence = 0.6;
    private const int DefaultShow = 25;

    public static Command Create(Func<AdviseOptions, int> run)
    {
        var path = new Argument<string>("path") { Description = "A solution, a project, a folder or a file of C#." };
        var json = new Option<string?>("--json") { Description = "Writes all that was found as JSON to this file; to the output, and nothing else, if it is -." };
        var sarif = new Option<string?>("--sarif") { Description = "Writes what was found as SARIF 2.1.0 to this file." };
        Option<string?> html = ReportFile.PageOption("all that was found, with its code before and after");
        var baseline = new Option<string?>("--baseline") { Description = "Tells only what is not in this file, which --write-baseline has written." };
        var write = new Option<string?>("--write-baseline") { Description = "Writes what was found to this file, for later runs to compare with." };
        var include = new Option<string[]>("--include") { Description = "Only files whose path matches this glob, such as src/**; may be given several times." };
        var exclude = new Option<string[]>("--exclude") { Description = "No files whose path matches this glob; may be given several times." };
        var tests = new Option<bool>("--tests") { Description = "Looks at projects of tests, too." };
        var confidence = new Option<double>("--min-confidence") { Description = "Tells only what is at least that sure, from 0 to 1.", DefaultValueFactory = static _ => DefaultConfidence };
        confidence.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out double value) && value is not (>= 0 and <= 1))
                result.AddError($"--min-confidence is {token.Value}, and should be from 0 to 1.");
        });
        var show = new Option<int>("--show") { Description = "How many findings are shown with their code; 0 for all.", DefaultValueFactory = static _ => DefaultShow };

        var command = new Command("advise", "Finds where concurrency is missed or of the wrong kind: what it is, what it should be, why, how sure, and the code.")
        {
            path, json, sarif, html, baseline, write, include, exclude, tests, confidence, show,
        };
        command.SetAction(parsed => run(new AdviseOptions(
            parsed.GetValue(path)!,
            new ReadingOptions { Include = parsed.GetValue(include) ?? [], Exclude = parsed.GetValue(exclude) ?? [], Tests = parsed.GetValue(tests) })
        {
            Json = parsed.GetValue(json),
            Sarif = parsed.GetValue(sarif),
            Html = parsed.GetValue(html),
            Baseline = parsed.GetValue(baseline),
            WriteBaseline = parsed.GetValue(write),
            MinConfidence = parsed.GetValue(confidence),
            Show = parsed.GetValue(show),
        }));
        return command;
    }
}
