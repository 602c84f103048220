using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Workloads;

namespace Fearless.Benchmarks.Commands;

/// <summary><c>compare</c>: contended and cross-language runs, by the harness of this project.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("names")
        {
            Description = "Workloads to run, all if none is named: "
                + string.Join("; ", Catalogue.All.Select(static workload => $"{workload.Name} ({workload.Description})")),
            HelpName = "name",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.AcceptOnlyFromAmong([.. Catalogue.All.Select(static workload => workload.Name)]);

        var workers = new Option<int[]>("--workers")
        {
            Description = "Worker counts, separated by commas.",
            CustomParser = ParseCounts,
            DefaultValueFactory = static _ => [.. new[] { 1, Environment.ProcessorCount }.Distinct()],
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Measured rounds; each runs every contender once.",
            DefaultValueFactory = static _ => 15,
        };
        rounds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("There must be at least one round.");
        });
        var warmUp = new Option<int>("--warm-up")
        {
            Description = "Milliseconds for which each contender warms up; under 1000, tiered compilation may not be done.",
            DefaultValueFactory = static _ => 1_000,
        };
        var noRust = new Option<bool>("--no-rust") { Description = "Leaves the Rust side out." };
        var json = new Option<FileInfo?>("--json") { Description = "Also writes every sample to this file." };
        var markdown = new Option<FileInfo?>("--markdown") { Description = "Also writes the tables to this file." };

        var command = new Command("compare", "Runs contenders in turns, C# and Rust alike, and holds them against their bars.")
        {
            names, workers, rounds, warmUp, noRust, json, markdown,
        };
        command.SetAction(parsed => new ComparisonSession(
            Chosen(parsed.GetValue(names)!),
            parsed.GetValue(workers)!,
            new Pace(TimeSpan.FromMilliseconds(parsed.GetValue(warmUp)), Pace.UsualLeadIn, parsed.GetValue(rounds)),
            withRust: !parsed.GetValue(noRust)).Run(parsed.GetValue(json), parsed.GetValue(markdown)));
        return command;
    }

    private static IReadOnlyList<IWorkload> Chosen(string[] names) =>
        names.Length == 0 ? Catalogue.All : [.. Catalogue.All.Where(workload => names.Contains(workload.Name))];

    private static int[] ParseCounts(ArgumentResult result)
    {
        string[] parts = [.. result.Tokens.SelectMany(static token => token.Value.Split(','))];
        int[] counts = [.. parts.Select(static part => int.TryParse(part, CultureInfo.InvariantCulture, out int count) ? count : 0)];
        if (counts.Any(static count => count < 1))
            result.AddError("--workers takes positive numbers separated by commas, such as 1,2.");
        return counts;
    }
}
