using System.ComponentModel;
using System.Diagnostics;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A process that a task has started: its ends of pipes are streams of the executor, its exit is awaited, and it does not outlive its
/// disposal.</summary>
/// <remarks>
/// <para>It is a <see cref="System.Diagnostics.Process"/>, started on a thread of <see cref="Unblock"/>, since that takes a millisecond. On Linux
/// the executor itself waits for the pipes; elsewhere, as far as the system can do no better, each read that waits has a thread of .NET's pool.</para>
/// <para><b>Cancellation.</b> Waits can be cancelled, which leaves the process alone. Its disposal kills it, if it still runs, and waits for its
/// exit, so no process is left, and no entry in the system's table. What it has started itself is not killed with it.</para>
/// <para>Belongs to the executor it was started in, and to its thread.</para>
/// </remarks>
/// <example><code>
/// using System.Diagnostics;
///
/// string sorted = Executor.BlockOn(static async () =&gt;
/// {
///     var sort = new ProcessStartInfo("sort") { RedirectStandardInput = true, RedirectStandardOutput = true };
///     await using ChildProcess process = await ChildProcess.StartAsync(sort);
///     await using (var input = new StreamWriter(process.Input!))
///         await input.WriteAsync("b\na\n");
///     string lines = await new StreamReader(process.Output!).ReadToEndAsync(Executor.CancellationToken);
///     return await process.WaitForExitAsync() == 0 ? lines : throw new InvalidOperationException("It cannot sort.");
/// });
/// </code></example>
[DebuggerDisplay("{Process}")]
public sealed class ChildProcess : IAsyncDisposable
{
    private bool _isDisposed;

    private ChildProcess(Process process)
    {
        Process = process;
        ProcessStartInfo start = process.StartInfo;
        if (start.RedirectStandardInput)
            Input = ProcessPipe.Open(process.StandardInput.BaseStream, FileAccess.Write);
        if (start.RedirectStandardOutput)
            Output = ProcessPipe.Open(process.StandardOutput.BaseStream, FileAccess.Read);
        if (start.RedirectStandardError)
            Error = ProcessPipe.Open(process.StandardError.BaseStream, FileAccess.Read);
    }

    /// <summary>The process itself: for its number, its times, and to kill what it has started, too. Its streams are this object's.</summary>
    public Process Process { get; }

    /// <summary>What the process reads, if it was redirected. Its disposal tells the process that nothing more comes.</summary>
    public Stream? Input { get; }

    /// <summary>What the process writes, if it was redirected. A process whose output nobody reads stops when the pipe is full.</summary>
    public Stream? Output { get; }

    /// <summary>What the process writes of errors, if it was redirected; to be read at the same time as <see cref="Output"/>.</summary>
    public Stream? Error { get; }

    /// <summary>Starts a process.</summary>
    /// <param name="startInfo">What to start, and what to redirect.</param>
    /// <returns>The process, to be disposed of. Fails with a <see cref="Win32Exception"/> when there is no such program, and as
    /// <see cref="Process.Start(ProcessStartInfo)"/>. A start that has begun is not cut short.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="startInfo"/> is null.</exception>
    public static Future<ChildProcess> StartAsync(ProcessStartInfo startInfo)
    {
        ArgumentNullException.ThrowIfNull(startInfo);
        return Start(startInfo);
    }

    /// <summary>Runs a program to its exit, and reads what it writes.</summary>
    /// <param name="startInfo">What to run. This redirects its output and errors, and its input, which is empty.</param>
    /// <returns>Its exit code, and what it has written. A cancellation kills it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="startInfo"/> is null.</exception>
    public static Future<ProcessOutput> RunAsync(ProcessStartInfo startInfo)
    {
        ArgumentNullException.ThrowIfNull(startInfo);
        return Run(startInfo);
    }

    /// <summary>Waits until the process has exited. What it has written can still be read after that.</summary>
    /// <returns>Its exit code; on Unix 128 and the number of the signal that has killed it.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed. Thrown where it is awaited.</exception>
    public async Future<int> WaitForExitAsync()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await Exit(Process, Executor.CancellationToken);
        return Process.ExitCode;
    }

    /// <summary>Has the system end the process at once. Does nothing if it has exited. Its exit is still to be waited for, as
    /// <see cref="DisposeAsync"/> does.</summary>
    /// <exception cref="Win32Exception">The system refuses, such as for a process with more rights.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Kill()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Process.Kill();
    }

    /// <summary>Kills the process, unless it has exited, waits for its exit, and closes what there is of it. A cancellation does not cut this
    /// short.</summary>
    /// <returns>Completes when the process is gone.</returns>
    /// <exception cref="Win32Exception">The system refuses to kill it. Then it goes on, and its pipes are closed.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                Process.Kill();
                await Exit(Process, CancellationToken.None);
            }
        }
        finally
        {
            Input?.Dispose();
            Output?.Dispose();
            Error?.Dispose();
            Process.Dispose();
        }
    }

    private static async Future<ChildProcess> Start(ProcessStartInfo startInfo)
    {
        Process process = await Unblock.Run(() => Process.Start(startInfo))
            ?? throw new InvalidOperationException("No process was started, since one that runs was used. Start without the shell.");
        try
        {
            return new ChildProcess(process);
        }
        catch
        {
            // There are no descriptors for its pipes, say; and nobody else knows of it.
            process.Kill();
            await Exit(process, CancellationToken.None);
            process.Dispose();
            throw;
        }
    }

    // A task, since a cancellation does not cut the wait short.
    private static async Task Exit(Process process, CancellationToken cancellationToken)
    {
        EventLoop? loop = EventLoop.Current;
        loop?.OutsideWaits += 1;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            loop?.OutsideWaits -= 1;
        }
    }

    private static async Future<ProcessOutput> Run(ProcessStartInfo startInfo)
    {
        startInfo.RedirectStandardInput = true;
        startInfo.RedirectStandardOutput = true;
        startInfo.RedirectStandardError = true;
        await using ChildProcess process = await Start(startInfo);
        await process.Input!.DisposeAsync();
        (byte[] output, byte[] error) = await Future.Zip(ReadAll(process.Output!), ReadAll(process.Error!));
        return new ProcessOutput(await process.WaitForExitAsync(), output, error);
    }

    private static async Future<byte[]> ReadAll(Stream stream)
    {
        var all = new MemoryStream();
        await stream.CopyToAsync(all, Executor.CancellationToken);
        return all.ToArray();
    }
}
