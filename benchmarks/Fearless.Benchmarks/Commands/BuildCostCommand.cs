using System.CommandLine;
using System.Globalization;
using Fearless.Benchmarks.BuildCost;

namespace Fearless.Benchmarks.Commands;

/// <summary><c>build-cost</c>: the processor time of a compilation with the analyzers of the package, and without.</summary>
internal static class BuildCostCommand
{
    private const double Bar = 1.10;

    public static Command Create()
    {
        var files = new Option<int>("--files") { Description = "Files in the program; every tenth has parallel code.", DefaultValueFactory = static _ => 2_000 };
        var rounds = new Option<int>("--rounds") { Description = "Measured rounds; each compiles every way once.", DefaultValueFactory = static _ => 3 };
        var command = new Command("build-cost", "Compiles a generated program with and without the analyzers.") { files, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(files), parsed.GetValue(rounds)));
        return command;
    }

    private static int Run(int files, int rounds)
    {
        Compiler compiler = Compiler.Find();
        string[] ours = [$"/analyzer:{Path.Combine(AppContext.BaseDirectory, "Fearless.Analyzers.dll")}"];
        string[] sdk = [.. compiler.SdkAnalyzers];
        (string Name, string[] Options)[] ways = [("no analyzer", []), ("Fearless", ours), ("the SDK's", sdk), ("the SDK's, and Fearless", [.. sdk, .. ours])];
        var times = ways.ToDictionary(static way => way.Name, static _ => new List<double>());
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fearless-build-cost-");
        try
        {
            int lines = GeneratedProject.Write(folder.FullName, files);
            Console.WriteLine($"{files:N0} files, {lines:N0} lines, {Environment.ProcessorCount} processors");
            for (int round = 0; round < rounds; round++)
            {
                foreach ((string name, string[] options) in ways)
                {
                    (TimeSpan time, int diagnostics) = compiler.Compile(folder.FullName, options);
                    times[name].Add(time.TotalSeconds);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {time.TotalSeconds:0.0} s, {diagnostics} warnings and errors"));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return Report(times) ? 0 : 1;
    }

    // Each round is a pair, taken one after the other: what slows the machine down slows both.
    private static bool Report(Dictionary<string, List<double>> times)
    {
        bool alone = Tell("no analyzer", "Fearless");
        bool beside = Tell("the SDK's", "the SDK's, and Fearless");
        return alone && beside;

        bool Tell(string without, string with)
        {
            double[] ratios = [.. times[with].Zip(times[without], static (x, y) => x / y).Order()];
            double median = ratios[ratios.Length / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{with} / {without}: {median:0.00} ({ratios[0]:0.00}..{ratios[^1]:0.00}), bar {Bar:0.00}: {(median <= Bar ? "met" : "missed")}"));
            return median <= Bar;
        }
    }
}
