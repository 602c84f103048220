namespace Fearless.Testing.Running;

/// <summary>Where threads meet before each step, so that they do it at the same time. None waits long for another.</summary>
/// <remarks>One that has lost its core will not be back soon, and must not hold up the rest; who has waited in vain waits less next
/// time.</remarks>
internal sealed class MeetingPoint(int parties)
{
    // In looks at the other's word, of a nanosecond or a few each. No pause between them: it would last longer than what is to be met in.
    private const int LongestWait = 4096;
    private const int LooksBeforeYield = 1024;

    // Each on cache lines of its own. SOURCE: 128 bytes, as crossbeam-utils `cache_padded.rs`.
    private const int Padding = 128 / sizeof(int);

    private static readonly bool OneCore = Environment.ProcessorCount == 1;

    // How many steps each party has come to; the other word of its line is its patience.
    private readonly int[] _arrivals = new int[parties * Padding];

    /// <summary>How many steps <paramref name="party"/> has come to.</summary>
    public int ArrivalsOf(int party) => Volatile.Read(ref _arrivals[party * Padding]);

    /// <summary>Starts anew. Nobody is about.</summary>
    public void Reset() => Array.Clear(_arrivals);

    /// <summary>Comes to the step number <paramref name="step"/>, counted from zero, and waits a moment for the others.</summary>
    public void Meet(int party, int step)
    {
        Volatile.Write(ref _arrivals[party * Padding], step + 1);
        ref int patience = ref _arrivals[(party * Padding) + 1];
        // The first time they come from sleep, one after another.
        int left = step == 0 ? LongestWait * 4 : patience;
        for (int other = 0; other < parties; other++)
        {
            while (other != party && ArrivalsOf(other) <= step)
            {
                if (left-- <= 0)
                {
                    patience = Math.Max(16, patience / 2);
                    return;
                }
                if (OneCore || left % LooksBeforeYield == 0)
                    Thread.Yield();
            }
        }
        patience = LongestWait;
    }
}
