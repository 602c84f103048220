namespace Fearless.Sync;

/// <summary>The word of a <see cref="QueuedSynchronizer"/>: its state, and whether anybody waits.</summary>
internal readonly struct QueuedWord(long bits)
{
    private const long QueuedBit = 1;
    private const int StateShift = 1;

    public long Bits => bits;

    /// <summary>What the synchronizer makes of it; 63 bits.</summary>
    public long State => bits >> StateShift;

    /// <summary>Whether somebody is in the queue.</summary>
    public bool IsQueued => (bits & QueuedBit) != 0;

    public QueuedWord With(long state) => new((state << StateShift) | (bits & QueuedBit));

    public QueuedWord Queued() => new(bits | QueuedBit);

    public QueuedWord Unqueued() => new(bits & ~QueuedBit);
}
