using System.Globalization;
using Fearless.Tool.Output;
using Fearless.Tool.Output.Pages;
using Fearless.Tool.Watching;
using Fearless.Tool.Watching.Analysis;
using Spectre.Console;

namespace Fearless.Tool.Commands;

/// <summary>Starts or finds the process, watches it, and reports.</summary>
internal sealed class WatchRun(IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
{
    // INVARIANT: what a command writes, and _isLive, are passed on and changed under it: its two outputs are read by different threads.
    private readonly Lock _gate = new();
    private bool _isLive;

    public int Run(WatchOptions options)
    {
        ReportFile.RefuseUnwritable(options.Json, options.Html);
        // With the report alone in the output, what the program writes goes where errors go.
        bool isQuiet = options.Json == ReportFile.Output;
        using WatchedProcess process = options.Process is { } id ? WatchedProcess.Find(id) : WatchedProcess.Start(options.Command, line => PassOn(line, isQuiet), cancellationToken);
        var watcher = new Watcher(process, options.Duration, cancellationToken);
        WatchReport report = console.Profile.Capabilities.Interactive && !isQuiet ? ShowLive(watcher) : ShowPlain(watcher, process, options.Duration);
        if (report.Moments < 2)
            throw new UserErrorException($"{process.Name} {(process.HasEnded ? "ended" : "was left")} before anything was seen of it.");

        process.WaitForOutput();
        int? exitCode = process.ExitCode;
        if (isQuiet)
        {
            ReportFile.WriteToOutput(console, stream => WatchJson.Write(report, process.Name, exitCode, stream));
        }
        else
        {
            if (options.Json is { } json)
                ReportFile.Write(json, stream => WatchJson.Write(report, process.Name, exitCode, stream));
            new WatchView(console).Write(report, process.Name, exitCode);
        }
        if (options.Html is { } html)
            ReportFile.Write(html, stream => WatchPage.Write(report, process.Name, exitCode, cancellationToken.IsCancellationRequested, stream));
        return report.Verdicts.Count > 0 ? ExitCode.Found
            : cancellationToken.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.NothingFound;
    }

    private WatchReport ShowLive(Watcher watcher)
    {
        WatchReport? report = null;
        console.Live(new Text("Waiting for the first samples.")).AutoClear(true).Start(context =>
        {
            lock (_gate)
                _isLive = true;
            report = watcher.Run(seen => context.UpdateTarget(WatchView.Live(seen)));
        });
        lock (_gate)
            _isLive = false;
        return report!;
    }

    private WatchReport ShowPlain(Watcher watcher, WatchedProcess process, TimeSpan? duration)
    {
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Watching {process.Name} {(duration is { } time ? $"for {time.TotalSeconds} s" : "until it ends")}; Ctrl-C ends it and reports what was seen."));
        return watcher.Run(progress: null);
    }

    private void PassOn(string line, bool isQuiet)
    {
        lock (_gate)
        {
            if (isQuiet)
                error.WriteLine(line);
            else if (_isLive)
                console.WriteLine(line);
            else
                console.Profile.Out.Writer.WriteLine(line);
        }
    }
}
