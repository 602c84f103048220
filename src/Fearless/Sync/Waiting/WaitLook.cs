using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>How one wait looks for what it waits for before it sleeps: so many times, with pauses in between. <c>default</c> does not
/// look.</summary>
internal struct WaitLook
{
    // Pauses of 1, 2, 4 and so on up to 32, and twenty yields: some 10 µs on an idle machine, a fraction of what sleeping and being woken
    // costs, and enough to outlast most interruptions of the other side: one who sleeps for them makes the other sleep as well. On busy
    // machines longer pauses cost tens of microseconds for each message, and yields give the core to others.
    private const int Pauses = 6;
    private const int ShortRounds = Pauses + 20;
    private const int PatientRounds = Pauses + 100;

    // What it takes to wake a thread, with some to spare. A yield on a busy machine may take a thousand times as long.
    private static readonly long PatientTime = Stopwatch.Frequency / 25_000;

    private readonly int _rounds;
    private readonly long _until;
    private int _round;

    private WaitLook(int rounds, long until)
    {
        _rounds = rounds;
        _until = until;
    }

    public static WaitLook Short => new(ShortRounds, 0);

    /// <summary>Looks for as long as it takes to wake a thread.</summary>
    public static WaitLook Patient => new(PatientRounds, Stopwatch.GetTimestamp() + PatientTime);

    public readonly bool IsAny => _rounds > 0;

    public readonly bool IsPatient => _until != 0;

    /// <summary>Whether no more was done so far than a short look does.</summary>
    public readonly bool IsShort => _round <= ShortRounds;

    /// <summary>Waits a little and says that it is time to look, or says that it was enough.</summary>
    public bool Next()
    {
        if (_round == _rounds || (_round > ShortRounds && Stopwatch.GetTimestamp() > _until))
            return false;
        if (_round < Pauses)
            Spin.Wait(1 << _round);
        else
            Spin.Yield();
        _round++;
        return true;
    }
}
