using System.Diagnostics;
using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Rust;

/// <summary>A running Rust process, with a rayon pool of its own if it is one of rust-peers. It waits on its input between runs, so it costs nothing meanwhile.</summary>
internal sealed class RustPeer : IDisposable
{
    private readonly Process _process;

    /// <exception cref="RustPeerException">The process did not start as it should.</exception>
    public RustPeer(string executable, int workers)
    {
        _process = Process.Start(new ProcessStartInfo(executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["RAYON_NUM_THREADS"] = workers.ToString(CultureInfo.InvariantCulture) },
        })!;

        try
        {
            Versions = RustAnswer.ReadyVersions(_process.StandardOutput.ReadLine(), workers);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Of rayon and crossbeam-channel, or of smol and tokio.</summary>
    public (string First, string Second) Versions { get; }

    /// <summary>Runs a workload <paramref name="count"/> times inside the pool.</summary>
    /// <exception cref="RustPeerException">The peer does not know the workload, or died.</exception>
    public Sample Run(string workload, int count) => Ask(string.Create(CultureInfo.InvariantCulture, $"run {workload} {count}"));

    /// <summary>Sends one message a millisecond through a Crossbeam channel. The time of the sample is the median latency, once for each
    /// message.</summary>
    /// <exception cref="RustPeerException">The peer died.</exception>
    public Sample Trickle(int capacity, int messages) =>
        Ask(string.Create(CultureInfo.InvariantCulture, $"trickle {capacity} {messages}"));

    /// <summary>Does nothing for a while, and measures it.</summary>
    /// <exception cref="RustPeerException">The peer died.</exception>
    public Sample Idle(TimeSpan time) => Ask(string.Create(CultureInfo.InvariantCulture, $"idle {(long)time.TotalMilliseconds}"));

    public void Dispose()
    {
        // The end of its input ends the process.
        _process.StandardInput.Dispose();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private Sample Ask(string request)
    {
        try
        {
            _process.StandardInput.WriteLine(request);
            _process.StandardInput.Flush();
        }
        catch (IOException exception)
        {
            throw new RustPeerException($"The Rust process is gone; the request was: {request}", exception);
        }

        return RustAnswer.Parse(_process.StandardOutput.ReadLine());
    }
}
