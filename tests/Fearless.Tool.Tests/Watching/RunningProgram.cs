using System.Diagnostics;
using Microsoft.Diagnostics.NETCore.Client;

namespace Fearless.Tool.Tests.Watching;

/// <summary>A program that runs before anybody watches it, and is ended with this.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    public RunningProgram(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [WatchTests.Program, .. arguments]))!;
        var waited = Stopwatch.StartNew();
        while (!DiagnosticsClient.GetPublishedProcesses().Contains(_process.Id))
        {
            Assert.True(waited.Elapsed < Deadline, "Its runtime does not answer.");
            Thread.Yield();
        }
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
