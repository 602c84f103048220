using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Scheduling;

namespace Fearless.Plumbing;

/// <summary>Runs a pipeline right where it was called, on a worker, if runs of its kind have been so short that nobody can help with it.</summary>
/// <remarks>
/// To share a few hundred trivial items costs many times what the items cost. What an item costs is not known beforehand, but runs of the same
/// types mostly cost alike; so the leaves of each run of few slots are timed until they are known to be short. A run that turns out dearer goes on
/// in the pool after its first item, or after some ten milliseconds of cheaper ones, and the next ones begin there.
/// </remarks>
internal static class ShortRun<TProducer, T, TConsumer>
    where TProducer : struct, IProducer<T>
    where T : allows ref struct
    where TConsumer : struct, IConsumer<TConsumer, T>
{
    /// <summary>No run of more slots is short.</summary>
    private const int MaxSlots = 1 << 16;

    // Two workers that share what takes one of them this long are no faster than that one.
    private static readonly long Short = Stopwatch.Frequency / 100_000;

    // What 1,024 slots cost of late, in ticks; 0 for not known. A guess that publishes nothing: relaxed.
    private static AtomicLong s_cost;

    /// <summary>The worker to run on right away, or null.</summary>
    public static Worker? TryBegin(TProducer producer, long length, in IterationOptions options) =>
        !ModelBuild.IsActive
        && length <= MaxSlots
        && s_cost.ReadRelaxed() is var cost and > 0
        && cost * length < Short * 1024
        && options.MayRunWhole(length)
        && TProducer.GetLiveSlots(producer) is null
        && Worker.Current is { } worker
        && (options.Pool is null || options.Pool == worker.Pool)
            ? worker
            : null;

    /// <summary>Folds the slots, and says how many of them.</summary>
    public static long Fold(Worker worker, TProducer producer, long length, CancellationToken cancellationToken, ref TConsumer consumer)
    {
        worker.EnterJob();
        try
        {
            // A clock that costs next to nothing and moves every few milliseconds.
            long start = Environment.TickCount64;
            int done = 0;
            int count = 1;
            while (true)
            {
                count = (int)Math.Min(count, length - done);
                consumer = producer.Fold(done, count, consumer);
                done += count;
                if (done == length || consumer.IsFull)
                    return length;
                if (cancellationToken.IsCancellationRequested || Environment.TickCount64 != start)
                    return done;
                count *= 4;
            }
        }
        finally
        {
            worker.ExitJob();
        }
    }

    /// <summary>Whether the leaves of a run of so many slots are to be timed, for <see cref="Learn"/>.</summary>
    public static bool Teaches(long length) => !ModelBuild.IsActive && length <= MaxSlots;

    /// <summary>Learns from a leaf that folded so many slots.</summary>
    public static void Learn(long slots, long elapsed)
    {
        // The bounds keep what is multiplied with it from overflowing.
        long cost = Math.Max(Math.Clamp(elapsed, 1, Stopwatch.Frequency) * 1024 / slots, 1);
        long before = s_cost.ReadRelaxed();
        // Up at once, down by halves: one dear run among short ones is made up for by a few that could have been shorter.
        s_cost.WriteRelaxed(before == 0 || cost > before ? cost : (before + cost + 1) / 2);
    }
}
