using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Decides whether to look a few times before a wait sleeps, from how that went before.</summary>
/// <remarks>A mutable struct for one thread at a time. <c>default</c> is ready for use. For waits that come often, such as those for messages. The
/// start and the end of threads, which come seldom, are worth a longer look, and have their own.</remarks>
internal struct WaitSpin
{
    // Pauses of 1, 2, 4, 8 and 16, and two yields: below 2 µs and a fraction of what sleeping and being woken costs. On busy machines longer
    // ones cost tens of microseconds for each message, and none at all is the most even; hence also the score.
    private const int Pauses = 5;
    private const int Yields = 2;
    private const int Best = 8;
    private const int AtFirst = 4;
    private const int ProbeEvery = 32;

    private static readonly bool Useless = ModelBuild.IsActive || Environment.ProcessorCount == 1;

    // Counts failures down from AtFirst, so that default is the start.
    private int _lost;
    private int _skipped;

    /// <summary>How often to look before sleeping, this time.</summary>
    public int Rounds
    {
        get
        {
            if (Useless)
                return 0;
            if (_lost < AtFirst)
                return Pauses + Yields;
            // It did not pay lately; try once in a while whether it does again.
            if (++_skipped < ProbeEvery)
                return 0;
            _skipped = 0;
            return Pauses + Yields;
        }
    }

    /// <summary>Waits between two looks.</summary>
    public static void Pause(int round)
    {
        if (round < Pauses)
            Spin.Wait(1 << round);
        else
            Spin.Yield();
    }

    /// <summary>A look found what was waited for.</summary>
    public void Succeeded() => _lost = Math.Max(_lost - 2, AtFirst - Best);

    /// <summary>All looks were in vain.</summary>
    public void Failed() => _lost = Math.Min(_lost + 1, AtFirst);
}
