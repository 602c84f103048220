using System.Diagnostics;

namespace Fearless.Testing.Running;

/// <summary>Where threads meet before each step, so that they do it at the same time. None waits long for another.</summary>
/// <remarks>
/// The difficulty is a machine that is busy elsewhere. Threads that were woken together may share a core, and take turns for as long as
/// they work; so before the first step each waits until it sees the others <i>move</i>, several times in a row, which they do only on cores
/// of their own. And one that has lost its core is away for milliseconds: the others wait about so long, since what they would do without
/// it is worth nothing, but once in vain they wait no more.
/// </remarks>
internal sealed class MeetingPoint(int parties)
{
    // In looks at the words of the others, of some nanoseconds each. No pause between them: it would last longer than what is to be met in.
    private const int LooksBeforeYield = 1024;

    // How often another must be seen to move without yielding in between. Once it may have moved while this thread was away.
    private const int MovesInARow = 4;

    // A word of each party for every purpose, on cache lines of its own. SOURCE: 128 bytes, as crossbeam-utils `cache_padded.rs`.
    private const int Padding = 128 / sizeof(int);
    private const int Move = 1;
    private const int Alone = 2;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(5);

    private readonly int[] _words = new int[parties * Padding];

    /// <summary>How many steps <paramref name="party"/> has come to.</summary>
    public int ArrivalsOf(int party) => Volatile.Read(ref _words[party * Padding]);

    /// <summary>Starts anew. Nobody is about.</summary>
    public void Reset() => Array.Clear(_words);

    /// <summary>Comes to the step number <paramref name="step"/>, counted from zero, and waits for the others.</summary>
    public void Meet(int party, int step)
    {
        if (step == 0 && parties <= Environment.ProcessorCount)
            WaitUntilOthersMove(party);
        Volatile.Write(ref _words[party * Padding], step + 1);
        ref int isAlone = ref _words[(party * Padding) + Alone];
        if (isAlone != 0)
            return;
        int looks = 0;
        long start = 0;
        for (int other = 0; other < parties; other++)
        {
            while (ArrivalsOf(other) <= step)
            {
                if (++looks % LooksBeforeYield != 0)
                    continue;
                if (start == 0)
                    start = Stopwatch.GetTimestamp();
                if (Stopwatch.GetElapsedTime(start) > LongestWait)
                {
                    isAlone = 1;
                    return;
                }
                Thread.Yield();
            }
        }
    }

    private void WaitUntilOthersMove(int party)
    {
        Span<(int Last, int Moves)> seen = stackalloc (int, int)[parties];
        long start = Stopwatch.GetTimestamp();
        do
        {
            seen.Clear();
            for (int look = 0; look < LooksBeforeYield; look++)
            {
                Volatile.Write(ref _words[(party * Padding) + Move], _words[(party * Padding) + Move] + 1);
                if (HaveMoved(party, seen))
                    return;
            }
            Thread.Yield();
        }
        while (Stopwatch.GetElapsedTime(start) < LongestWait);
    }

    private bool HaveMoved(int party, Span<(int Last, int Moves)> seen)
    {
        bool all = true;
        for (int other = 0; other < parties; other++)
        {
            // One that has arrived has seen this one move, just now.
            if (other == party || ArrivalsOf(other) > 0)
                continue;
            int now = Volatile.Read(ref _words[(other * Padding) + Move]);
            if (now != seen[other].Last)
                seen[other] = (now, seen[other].Moves + 1);
            all &= seen[other].Moves >= MovesInARow;
        }
        return all;
    }
}
