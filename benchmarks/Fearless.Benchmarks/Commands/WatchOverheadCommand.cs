using System.CommandLine;
using System.Globalization;
using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.WatchOverhead;

namespace Fearless.Benchmarks.Commands;

/// <summary><c>watch-overhead</c>: what a busy program does while <c>fearless watch</c> watches it, and without.</summary>
internal static class WatchOverheadCommand
{
    private const double Bar = 0.97;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Rounds; each runs the program every way once.", DefaultValueFactory = static _ => 9 };
        var seconds = new Option<double>("--seconds") { Description = "For how long the program runs.", DefaultValueFactory = static _ => 10 };
        var tool = new Option<string?>("--tool") { Description = "Fearless.Tool.dll, if it is not where it is built." };
        var command = new Command("watch-overhead", "Runs a busy program with and without `fearless watch`, in turns.") { rounds, seconds, tool };
        command.SetAction(parsed => Run(parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(tool) ?? WatchedRun.FindTool()));
        return command;
    }

    /// <summary>The program that is watched.</summary>
    public static Command CreateBusy()
    {
        var threads = new Argument<int>("threads");
        var seconds = new Argument<double>("seconds");
        var command = new Command("busy", "Computes, and says how much.") { threads, seconds };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(WatchedRun.BusyCommandPrefix + BusyProgram.Run(parsed.GetValue(threads), TimeSpan.FromSeconds(parsed.GetValue(seconds)))));
        return command;
    }

    private static int Run(int rounds, TimeSpan duration, string tool)
    {
        var run = new WatchedRun(tool);
        bool isMet = true;
        foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            Dictionary<Watching, List<WatchedRun.Result>> results = Enum.GetValues<Watching>().ToDictionary(static way => way, static _ => new List<WatchedRun.Result>());
            for (int round = 0; round < rounds; round++)
            {
                // Each way is first and last as often as the others.
                for (int turn = 0; turn < results.Count; turn++)
                {
                    var way = (Watching)((turn + round) % results.Count);
                    results[way].Add(run.Run(way, threads, duration));
                }
            }
            Console.WriteLine($"{threads} of {Environment.ProcessorCount} cores, {rounds} rounds of {duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
            isMet &= Report(Watching.FromItsStart, results) & Report(Watching.WhileItRuns, results);
        }
        return isMet ? 0 : 1;
    }

    // Throughput is what the bar is for. Where others use the machine it varies more than the bar is wide; processor times vary less, and tell of a program on all cores the same.
    private static bool Report(Watching way, Dictionary<Watching, List<WatchedRun.Result>> results)
    {
        Spread throughput = Ratio(way, results, static result => result.Program.Work / result.Program.Elapsed);
        Spread computing = Ratio(way, results, static result => result.Program.Work / result.Program.Computing);
        Console.WriteLine($"  {way}: throughput {Text(throughput)}, bar {Bar.ToString(CultureInfo.InvariantCulture)}: {(throughput.Value >= Bar ? "met" : "missed")}");
        Console.WriteLine($"    work for the processor time of the threads that compute {Text(computing)}");
        Console.WriteLine($"    of a second on all cores: other threads of the program {Share(results[way], static result => result.Program.Processor - result.Program.Computing)}"
            + $" (unwatched {Share(results[Watching.Not], static result => result.Program.Processor - result.Program.Computing)}), the watcher with its start and its report {Share(results[way], static result => result.Watcher)}");
        return throughput.Value >= Bar;
    }

    private static string Share(List<WatchedRun.Result> results, Func<WatchedRun.Result, double> seconds) =>
        Quartiles.Of([.. results.Select(result => seconds(result) / result.Program.Elapsed / Environment.ProcessorCount)]).Median.ToString("P2", CultureInfo.InvariantCulture);

    private static Spread Ratio(Watching way, Dictionary<Watching, List<WatchedRun.Result>> results, Func<WatchedRun.Result, double> figure) =>
        Spread.OfRatio([.. results[way].Select(figure)], [.. results[Watching.Not].Select(figure)]);

    private static string Text(Spread spread) => string.Create(CultureInfo.InvariantCulture, $"{spread.Value:0.000} ({spread.Low:0.000}..{spread.High:0.000})");
}
