using System.CommandLine;
using Fearless.Tool.Output;

namespace Fearless.Tool.Commands;

/// <summary>The command line of <c>measure</c>.</summary>
internal static class MeasureCommand
{
    public static Command Create(Func<MeasureOptions, int> run)
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer and shorter rounds: some seconds instead of half a minute, and wider spreads." };
        var json = new Option<string?>("--json") { Description = "Writes the figures as JSON to this file; to the output, and nothing else, if it is -." };
        Option<string?> html = ReportFile.PageOption("the figures, their spread and the scaling curve");
        var command = new Command("measure", "Measures on this machine what the guide says of the cost of threads, forks, tasks, channels and files, and whether it holds here.") { quick, json, html };
        command.SetAction(parsed => run(new MeasureOptions(parsed.GetValue(quick), parsed.GetValue(json), parsed.GetValue(html))));
        return command;
    }
}
