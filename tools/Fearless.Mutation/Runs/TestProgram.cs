using System.Diagnostics;
using System.Globalization;

namespace Fearless.Mutation.Runs;

/// <summary>The model tests, built against the instrumented library.</summary>
internal sealed class TestProgram(FileInfo executable)
{
    private const string ActiveMutant = "FEARLESS_MUTANT";
    private const string TraceFile = "FEARLESS_MUTANT_TRACE";

    /// <summary>The full names of all test methods.</summary>
    public IReadOnlyList<string> Methods()
    {
        using Process process = Start(["-list", "methods", "-noLogo"], []);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{executable.Name} does not list its tests.\n{output}");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static line => line.Contains('.', StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal))];
    }

    /// <summary>Runs one test with no mutant alive, and tells which sites it comes by.</summary>
    public (TestRun Run, IReadOnlyList<int> Sites) Trace(string method, TimeSpan limit)
    {
        string file = Path.GetTempFileName();
        try
        {
            TestRun run = Run([method], [KeyValuePair.Create(TraceFile, file)], limit);
            return (run, [.. File.ReadLines(file).Select(static line => int.Parse(line, CultureInfo.InvariantCulture))]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs the tests, one after the other, with one mutant alive, until one fails.</summary>
    public TestRun RunMutant(int site, IEnumerable<string> methods, TimeSpan limit) =>
        Run(methods, [KeyValuePair.Create(ActiveMutant, site.ToString(CultureInfo.InvariantCulture))], limit);

    private TestRun Run(IEnumerable<string> methods, IEnumerable<KeyValuePair<string, string>> environment, TimeSpan limit)
    {
        IEnumerable<string> arguments = ["-noLogo", "-noColor", "-stopOnFail", "-parallelMode", "none", .. methods.SelectMany(static method => new[] { "-method", method })];
        var watch = Stopwatch.StartNew();
        using Process process = Start(arguments, environment);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        bool ended = process.WaitForExit(limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        string? failure = output.Result.Split('\n').FirstOrDefault(static line => line.EndsWith(" [FAIL]", StringComparison.Ordinal));
        _ = errors.Result;
        return new TestRun(ended, ended && process.ExitCode == 0, failure?.Trim().Replace(" [FAIL]", "", StringComparison.Ordinal), watch.Elapsed);
    }

    private Process Start(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(executable.FullName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove(ActiveMutant);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
