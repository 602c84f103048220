using System.CommandLine;
using Fearless.Tool.Output;

namespace Fearless.Tool.Commands;

/// <summary>The command line of <c>watch</c>.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(10);

    public static Command Create(Func<WatchOptions, int> run)
    {
        var program = new Argument<string[]>("command") { Description = "The program to run and its arguments, after --.", Arity = ArgumentArity.ZeroOrMore };
        var process = new Option<int?>("--pid") { Description = "The number of a process that runs already." };
        var duration = new Option<double?>("--duration") { Description = $"For how many seconds; for a process {DefaultDuration.TotalSeconds} if it is not given, for a command until it ends. A command that still runs then is ended." };
        var json = new Option<string?>("--json") { Description = "Writes all that was measured as JSON to this file; to the output, and nothing else, if it is -." };
        Option<string?> html = ReportFile.PageOption("charts of all that was measured");
        duration.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out double value) && value is not (> 0 and < 1e6))
                result.AddError($"--duration is {token.Value}, and should be a number of seconds above 0, and below a million.");
        });

        var command = new Command("watch", "Measures what a program that runs spends its time with, and says what could save some. The program is not changed.")
        {
            process, duration, json, html, program,
        };
        command.Validators.Add(result =>
        {
            // Not their values, which may be wrong: that is told by itself.
            if (result.GetResult(program) is { Tokens.Count: > 0 } == result.GetResult(process) is not null)
                result.AddError("Give either a command after --, such as: fearless watch -- dotnet Program.dll; or a process: fearless watch --pid 1234.");
        });
        command.SetAction(parsed => run(new WatchOptions(
            parsed.GetValue(program) ?? [],
            parsed.GetValue(process),
            parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : parsed.GetValue(process) is null ? null : DefaultDuration,
            parsed.GetValue(json),
            parsed.GetValue(html))));
        return command;
    }
}
