using Fearless.Atomics;

namespace Fearless;

/// <summary>How long a thread spins before it parks: longer while spinning pays, hardly at all while it does not.</summary>
/// <remarks>A mutable struct that one thread owns.</remarks>
internal struct AdaptiveSpin
{
    // A pause is about 40 to 50 ns. The longest spin is then the price of waking a parked thread (20 to 50 µs on a virtual machine), so
    // that guessing wrong costs at most twice the right guess. A shorter one ends before a thread that takes its time to wake can answer, and
    // the two go on waking each other: with 400, on a day of slow wake-ups, spawning and joining took 20 to 60 µs, with 1000 it takes 2.
    // The shortest is enough for a hand-over between two threads that both spin.
    // SOURCE: the competitive-spinning argument of Karlin et al., "Empirical studies of competitive spinning", SOSP 1991.
    private const int Longest = 1000;
    private const int Shortest = 24;
    private const int First = 200;

    // One wait in so many tries the longest spin. Two threads that wake each other from the kernel would otherwise never find out
    // that spinning would pay: each finds the other asleep, and that takes longer than its short spin.
    private const int ProbeEvery = 16;

    [ThreadStatic]
    private static AdaptiveSpin t_current;

    // Spinning on the only core keeps the awaited thread from running.
    private static readonly bool Pays = Environment.ProcessorCount > 1;

    // 0 stands for First, so that the default value works.
    private int _pauses;
    private int _waits;

    /// <summary>The experience of the current thread with waiting for others.</summary>
    public static ref AdaptiveSpin Current => ref t_current;

    /// <summary>Begins a wait, and says for how many pauses it should spin.</summary>
    public int Begin()
    {
        if (!Pays)
            return 0;
        if (_pauses == 0)
            _pauses = First;
        return ++_waits % ProbeEvery == 0 ? Longest : _pauses;
    }

    /// <summary>What was awaited came while spinning.</summary>
    public void Succeeded() => _pauses = Math.Min(_pauses * 2, Longest);

    /// <summary>It did not come in time, and the thread parks.</summary>
    public void Failed() => _pauses = Math.Max(_pauses / 2, Shortest);

    /// <summary>One pause.</summary>
    public static void Pause() => Spin.Wait(1);
}
