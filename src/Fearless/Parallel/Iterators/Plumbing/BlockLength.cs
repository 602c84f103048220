using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>How many slots a leaf folds before it looks up: as many as take some five to forty microseconds.</summary>
/// <remarks>
/// Looking at flags and the clock takes some fifty nanoseconds, which disappears in that; and others hardly wait for a failure, a
/// cancellation or a share of the work, as it is on the scale of a steal.
/// </remarks>
/// <param name="known">A length that took so long in another leaf of the same run; one, if nothing is known.</param>
internal struct BlockLength(int known)
{
    // Vectorised leaves take well under a nanosecond an item; int, because a block is at most a span. Models know no clock: there a block
    // stays one slot.
    private const int Max = ModelBuild.IsActive ? 1 : 1 << 16;

    private static readonly long TwentyMicroseconds = Stopwatch.Frequency / 50_000;

    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _taken;

    /// <summary>The length of the next block: one at first, as long as nothing is known of what an item costs; less than what is known, because
    /// other items may cost more.</summary>
    public int Slots { get; private set; } = Math.Max(known / 4, 1);

    /// <summary>Nothing is known.</summary>
    public BlockLength() : this(known: 1)
    {
    }

    /// <summary>The time since the first block began, in ticks.</summary>
    public readonly long SinceBeginning => Stopwatch.GetTimestamp() - _begun;

    /// <summary>Learns from the block that was just folded.</summary>
    public void Adapt()
    {
        long elapsed = SinceBeginning - _taken;
        _taken += elapsed;
        if (elapsed < TwentyMicroseconds / 4)
            Slots = Math.Min(Slots * 4, Max);
        else if (elapsed > TwentyMicroseconds * 2)
            Slots = Math.Max(Slots / 2, 1);
    }
}
