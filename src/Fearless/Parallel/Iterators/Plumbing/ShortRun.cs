using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Runs a pipeline right where it was called, if runs of its kind have been so short that nobody can help with it.</summary>
/// <remarks>
/// To hand a few hundred trivial items to a worker, or to share them, costs many times what the items cost. What an item costs is not known
/// beforehand, but runs of the same types mostly cost alike; so the leaves of each run of few slots are timed until they are known to be short. A
/// run that turns out dearer goes on in the pool after an item or two, or after some dozens of milliseconds of cheaper ones, and the next ones
/// begin there.
/// </remarks>
internal static class ShortRun<TProducer, T, TConsumer>
    where TProducer : struct, IProducer<T>
    where T : allows ref struct
    where TConsumer : struct, IConsumer<TConsumer, T>
{
    /// <summary>No run of more slots is short.</summary>
    private const int MaxSlots = 1 << 16;

    /// <summary>No run of more slots is short only because its types say that its items cost next to nothing.</summary>
    private const int MaxCheapSlots = 1 << 13;

    /// <summary>How many times as many slots are folded after a look at the clock as after the one before it.</summary>
    private const int Growth = 16;

    /// <summary>How many times as dear one leaf can make a slot look.</summary>
    private const int MostRise = 8;

    // Two workers that share what takes one of them this long are no faster than that one.
    private static readonly long Short = Stopwatch.Frequency / 100_000;

    // What 1,024 slots cost of late, in ticks; 0 for not known. A guess that publishes nothing: relaxed.
    private static AtomicLong s_cost;

    // The types know it: then there is no need to learn it, nor to look whether it is still so.
    private static bool IsCheap => !TProducer.RunsForeignCode && !TConsumer.RunsForeignCode;

    /// <summary>Whether the current thread is to begin the run right away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayBegin(TProducer producer, long length, in IterationOptions options) =>
        !ModelBuild.IsActive
        && length is > 0 and <= MaxSlots
        && ((IsCheap && length <= MaxCheapSlots) || (s_cost.ReadRelaxed() is var cost and > 0 && cost * length < Short * 1024))
        && options.MayRunHere(length)
        && TProducer.GetLiveSlots(producer) is null;

    /// <summary>Folds the slots, and says how many of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TConsumer Fold(TProducer producer, long length, TConsumer consumer, out long done, CancellationToken cancellationToken)
    {
        if (IsCheap && length <= MaxCheapSlots)
        {
            done = length;
            return producer.Fold(0, (int)length, consumer);
        }
        long begun = CoarseClock.Seen;
        int next = 0;
        int count = 1;
        while (true)
        {
            consumer = producer.Fold(next, count, consumer);
            next += count;
            if (next == length || consumer.IsFull)
            {
                done = length;
                return consumer;
            }
            bool goesOn = !cancellationToken.IsCancellationRequested;
            long now = CoarseClock.Read();
            if (now == begun)
            {
                count = (int)Math.Min((long)count * Growth, length - next);
            }
            else
            {
                // After the first slot that may only say that nobody has read the clock for long. A second slot tells, if there are more.
                goesOn &= next == 1 && length > 2;
                begun = now;
            }
            if (!goesOn)
            {
                done = next;
                return consumer;
            }
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
        // Up in steps, because a leaf during which the thread was interrupted looks ten thousand times as dear as it is; down by halves, because a
        // dear run among short ones is made up for by a few that could have been shorter.
        s_cost.WriteRelaxed(
            before == 0 ? cost
            : cost > before ? Math.Min(cost, before * MostRise)
            : (before + cost + 1) / 2);
    }
}
