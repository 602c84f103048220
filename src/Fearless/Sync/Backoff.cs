using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Waits a little longer each time: for loops that retry, and for loops that wait for another thread.</summary>
/// <remarks>
/// <see cref="Spin"/> is for a loop that lost a race and tries again; <see cref="Snooze"/> is for
/// a loop that cannot go on until another thread has. Once <see cref="IsCompleted"/>, waiting
/// longer this way is a waste: block instead, on a <see cref="Parker"/> or a <see cref="Latch"/>.
/// <para>Unlike <see cref="SpinWait"/> it never sleeps for a millisecond. Nothing allocates, throws or blocks.
/// A mutable struct for one thread: keep it in a local variable; <c>default</c> is ready for use.</para>
/// </remarks>
[DebuggerDisplay("step {_step}, completed: {IsCompleted}")]
public struct Backoff
{
    // SOURCE: crossbeam-utils/src/backoff.rs, SPIN_LIMIT and YIELD_LIMIT. Seven steps are 127 pauses, about 5 µs with .NET's normalised
    // pause, of the order of waking a parked thread; the four yields after them give a thread without a core the chance to get one.
    private const int SpinLimit = 6;
    private const int YieldLimit = 10;

    private static readonly bool OneCore = Environment.ProcessorCount == 1;

    private int _step;

    /// <summary>Whether the time for busy waiting is over, and the thread should block.</summary>
    public readonly bool IsCompleted => _step > YieldLimit;

    /// <summary>Starts again from the shortest wait. After progress was made.</summary>
    public void Reset() => _step = 0;

    /// <summary>Pauses before another attempt at an operation that lost a race: twice as long each time, up to 64 pauses.</summary>
    /// <remarks>With one core it does not pause: whoever won the race is not running now.</remarks>
    public void Spin()
    {
        if (!OneCore)
            Atomics.Spin.Wait(1 << Math.Min(_step, SpinLimit));
        if (_step <= SpinLimit)
            _step++;
    }

    /// <summary>Pauses in a loop that waits for another thread: first as
    /// <see cref="Spin"/> does, then by letting other threads run.</summary>
    /// <remarks>With one core it yields at once: nobody can make progress while this thread spins.</remarks>
    public void Snooze()
    {
        if (_step <= SpinLimit && !OneCore)
            Atomics.Spin.Wait(1 << _step);
        else
            Atomics.Spin.Yield();
        if (_step <= YieldLimit)
            _step++;
    }
}
