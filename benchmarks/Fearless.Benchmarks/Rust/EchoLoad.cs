using System.Diagnostics;
using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Rust;

/// <summary>The load of an echo, and servers in Rust for it: processes, so that the processor time is the server's alone.</summary>
internal sealed class EchoLoad(string executable, int connections, int exchanges)
{
    /// <summary>Runs the whole load against a server on this machine.</summary>
    /// <exception cref="RustPeerException">The server did not keep up its end.</exception>
    public void Run(int port)
    {
        using var process = Process.Start(new ProcessStartInfo(executable, ["load", Text(port), Text(connections), Text(exchanges)]))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new RustPeerException($"The load ended with status {process.ExitCode}.");
    }

    /// <summary>Measures a server in Rust.</summary>
    public Sample Of(string runtime)
    {
        using var server = Process.Start(new ProcessStartInfo(executable, ["serve", runtime])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        int port = (int)Read(server);
        long before = CpuOf(server);
        long start = Stopwatch.GetTimestamp();
        Run(port);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        long cpu = CpuOf(server) - before;
        server.StandardInput.Dispose();
        server.WaitForExit();
        return new Sample((long)wall.TotalNanoseconds, cpu, AllocatedBytes: null, (ulong)connections * (ulong)exchanges);
    }

    private static long CpuOf(Process server)
    {
        server.StandardInput.WriteLine();
        server.StandardInput.Flush();
        return Read(server);
    }

    private static long Read(Process server) =>
        long.TryParse(server.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new RustPeerException("The server in Rust answered with no number.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
