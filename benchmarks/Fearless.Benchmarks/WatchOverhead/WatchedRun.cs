using System.Diagnostics;
using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.WatchOverhead;

/// <summary>Runs the busy program, watched or not.</summary>
/// <param name="tool">The assembly of the tool.</param>
internal sealed class WatchedRun(string tool)
{
    /// <summary>What the line of the busy program begins with: the report of the watcher is in the same output.</summary>
    public const string BusyCommandPrefix = "did ";

    /// <summary>What a run cost.</summary>
    /// <param name="Program">What the program did.</param>
    /// <param name="Watcher">The processor time, in seconds, of what watched it, from its start to its end: also what is before and after the program.</param>
    public readonly record struct Result(BusyProgram.Outcome Program, double Watcher);

    /// <summary>Finds the tool where it is built, above this program.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string FindTool()
    {
        string relative = Path.Combine("tools", "Fearless.Tool", "bin", "Release", "net10.0", "Fearless.Tool.dll");
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, relative);
            if (File.Exists(path))
                return path;
        }
        throw new FileNotFoundException($"There is no {relative}. Build it: dotnet build tools/Fearless.Tool -c Release.");
    }

    public Result Run(Watching watching, int threads, TimeSpan duration)
    {
        string[] program = [Environment.ProcessPath!, "busy", threads.ToString(CultureInfo.InvariantCulture), duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)];
        TimeSpan before = Children.ProcessorTime();
        BusyProgram.Outcome outcome = watching switch
        {
            Watching.Not => Outcome(Start(program)),
            Watching.FromItsStart => Outcome(Start(["dotnet", tool, "watch", "--", .. program])),
            _ => RunThenWatch(program),
        };
        double together = (Children.ProcessorTime() - before).TotalSeconds;
        return new Result(outcome, watching == Watching.Not ? 0 : together - outcome.Processor);
    }

    private BusyProgram.Outcome RunThenWatch(string[] command)
    {
        using Process program = Start(command);
        using Process watcher = Start(["dotnet", tool, "watch", "--pid", program.Id.ToString(CultureInfo.InvariantCulture), "--duration", "1000"]);
        BusyProgram.Outcome outcome = Outcome(program);
        watcher.StandardOutput.ReadToEnd();
        watcher.WaitForExit();
        return outcome;
    }

    private static Process Start(string[] command) =>
        Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static BusyProgram.Outcome Outcome(Process process)
    {
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string line = output.Split('\n').FirstOrDefault(static line => line.StartsWith(BusyCommandPrefix, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The busy program said nothing: {output}");
        return BusyProgram.Outcome.Parse(line[BusyCommandPrefix.Length..]);
    }
}
