using System.Diagnostics;

namespace Fearless.Tool.Measuring;

/// <summary>Measures in rounds that are long enough for the clock.</summary>
/// <param name="rounds">How many.</param>
/// <param name="round">How long one takes at least, if it can be made longer.</param>
internal sealed class Meter(int rounds, TimeSpan round)
{
    private const int MostOperations = 1 << 28;
    private const int WarmUps = 3;

    public static Meter Thorough { get; } = new(15, TimeSpan.FromMilliseconds(60));

    public static Meter Quick { get; } = new(5, TimeSpan.FromMilliseconds(10));

    /// <exception cref="OperationCanceledException">Cancelled between two rounds.</exception>
    public Measurement Run(Probe probe, CancellationToken cancellationToken)
    {
        int operations = OperationsOf(probe, cancellationToken);
        var values = new List<double>();
        for (int i = 0; i < rounds; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            values.Add(probe.Run(operations));
        }
        return Measurement.Of(probe, values);
    }

    // These rounds are the warm-up, too: code is compiled again when it has run often.
    private int OperationsOf(Probe probe, CancellationToken cancellationToken)
    {
        int operations = probe.Operations;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Fastest(probe, operations) >= round || !probe.IsAdjusted || operations >= MostOperations)
                return operations;
            operations *= 2;
        }
    }

    // Of several, since one may have been long because something else had the core.
    private static TimeSpan Fastest(Probe probe, int operations)
    {
        TimeSpan fastest = TimeSpan.MaxValue;
        for (int i = 0; i < WarmUps; i++)
        {
            long start = Stopwatch.GetTimestamp();
            probe.Run(operations);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            fastest = time < fastest ? time : fastest;
        }
        return fastest;
    }
}
