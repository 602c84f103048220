using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>How much a channel holds, and how many messages a measurement sends through it.</summary>
/// <param name="Name">What the command line, the reports and the Rust process call it.</param>
/// <param name="Capacity">Null for a channel without bound.</param>
/// <param name="Messages">Fewer where each of them has to wait for another thread.</param>
internal sealed record ChannelSize(string Name, int? Capacity, int Messages)
{
    private const int Many = 1_000_000;
    private const int Few = 100_000;

    public static ChannelSize Unbounded { get; } = new("unbounded", null, Many);

    /// <summary>All messages fit in.</summary>
    public static ChannelSize Everything { get; } = new("n", Many, Many);

    public static ChannelSize Hundred { get; } = Bounded(100);

    public static ChannelSize One { get; } = Bounded(1);

    public static ChannelSize Rendezvous { get; } = Bounded(0);

    /// <summary>How to measure where a sender waits for a receiver with nearly every message: a run takes a second where threads wait for each
    /// other in the kernel. Null elsewhere.</summary>
    public Pace? OwnPace => Capacity <= 1 ? new Pace(TimeSpan.FromSeconds(1), TimeSpan.Zero, Rounds: 7) : null;

    private static ChannelSize Bounded(int capacity) =>
        new(capacity.ToString(CultureInfo.InvariantCulture), capacity, capacity <= 1 ? Few : Many);
}
