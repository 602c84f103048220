using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Fearless.Tool.Commands;
using Microsoft.Diagnostics.NETCore.Client;

namespace Fearless.Tool.Watching;

/// <summary>The process that is watched: one that was there, or one that was started for it, and then ends with this.</summary>
internal sealed class WatchedProcess : IDisposable
{
    /// <summary>How long a command may take until its runtime answers: loading one takes a tenth of a second, and on a busy machine several.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The interval of the runtime's sample profiler, in milliseconds, as hexadecimal digits. Without it that is one, which costs a program on all cores more than a tenth of its throughput.</summary>
    /// <remarks>SOURCE: dotnet/runtime, <c>src/coreclr/inc/clrconfigvalues.h</c>; from .NET 11 on, and in later updates of .NET 10. Older ones do not know it.</remarks>
    private const string SamplingInterval = "DOTNET_EventPipeThreadSamplingRate";

    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;

    // Never disposed: what a process of this one's writes may end long after this.
    private readonly CountdownEvent _outputs = new(2);

    private WatchedProcess(Process process, string name, bool isStartedHere) => (_process, Name, IsStartedHere) = (process, name, isStartedHere);

    public int Id => _process.Id;

    /// <summary>What it is called in reports.</summary>
    public string Name { get; }

    /// <summary>Whether it was started for this, and ends with it.</summary>
    public bool IsStartedHere { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>What it ended with; null if it runs, or was not started here.</summary>
    public int? ExitCode => IsStartedHere && _process.HasExited ? _process.ExitCode : null;

    /// <summary>Starts a command, and waits until its runtime answers.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="output">Gets what it writes, line by line.</param>
    /// <exception cref="UserErrorException">It cannot be started, is not a .NET program, or ends before its runtime answers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the command has been ended.</exception>
    public static WatchedProcess Start(IReadOnlyList<string> command, Action<string> output, CancellationToken cancellationToken)
    {
        RefuseCommandsOfTheSdk(command);
        // Its output is read here, so that it does not run into what this program writes.
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Who has set another one wants that.
        start.Environment.TryAdd(SamplingInterval, "F");
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            process.Dispose();
            throw new UserErrorException($"{command[0]} cannot be started: {exception.Message}. Give the path of a program, or of a .dll after `dotnet`.");
        }
        var watched = new WatchedProcess(process, string.Join(' ', command), isStartedHere: true);
        try
        {
            process.OutputDataReceived += (_, line) => Pass(line.Data);
            process.ErrorDataReceived += (_, line) => Pass(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            watched.WaitForRuntime(cancellationToken);
            return watched;
        }
        catch
        {
            watched.Dispose();
            throw;
        }

        void Pass(string? line)
        {
            if (line is null)
                watched._outputs.Signal();
            else
                output(line);
        }
    }

    /// <summary>Finds a process that is there.</summary>
    /// <exception cref="UserErrorException">There is none with this number, it is this one, or it has no diagnostic port.</exception>
    public static WatchedProcess Find(int id)
    {
        if (id == Environment.ProcessId)
            throw new UserErrorException($"{id} is this process itself.");
        Process process;
        try
        {
            process = Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            throw new UserErrorException($"There is no process {id}.");
        }
        var watched = new WatchedProcess(process, $"{process.ProcessName} ({id.ToString(CultureInfo.InvariantCulture)})", isStartedHere: false);
        if (HasPort(id))
            return watched;
        watched.Dispose();
        throw new UserErrorException($"{watched.Name} offers no diagnostic port: it is not a .NET process, is native code, runs with DOTNET_EnableDiagnostics=0, or has another folder for temporary files.");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool WaitForEnd(TimeSpan timeout) => _process.WaitForExit(timeout);

    /// <summary>Waits until all that it wrote has been passed on, if it has ended: but not long, since a process that it started may go on and keep its output.</summary>
    public void WaitForOutput()
    {
        if (IsStartedHere && _process.HasExited)
            _outputs.Wait(OutputPatience);
    }

    /// <summary>Ends the process, if it was started here, and waits for it.</summary>
    public void Dispose()
    {
        if (IsStartedHere)
            End();
        _process.Dispose();
    }

    private void End()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ends by itself meanwhile.
        }
        _process.WaitForExit(Patience);
        WaitForOutput();
    }

    // `dotnet run` is a program that builds another one and starts it as a process of its own: what is watched would be the building.
    private static void RefuseCommandsOfTheSdk(IReadOnlyList<string> command)
    {
        if (Path.GetFileNameWithoutExtension(command[0]) != "dotnet" || command.Count < 2)
            return;
        string first = command[1];
        // These are for the host, and a program follows.
        if (first == "exec" || first.StartsWith('-'))
            return;
        if (Path.GetExtension(first) is not (".dll" or ".exe"))
            throw new UserErrorException($"`dotnet {first}` starts the program as a process of its own. Build it, and give it by its path: dotnet bin/Release/net10.0/Program.dll.");
        if (!File.Exists(first))
            throw new UserErrorException($"There is no file {first}. Build the program first.");
    }

    private void WaitForRuntime(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!HasPort(Id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_process.WaitForExit(Interval))
                throw new UserErrorException($"{Name} ended with {_process.ExitCode.ToString(CultureInfo.InvariantCulture)} before a .NET runtime answered.");
            if (waited.Elapsed > Patience)
                throw new UserErrorException($"{Name} is not a .NET program: no runtime answered in {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds. A script that starts one does not do; give the program itself.");
        }
    }

    private static bool HasPort(int id) => DiagnosticsClient.GetPublishedProcesses().Contains(id);
}
