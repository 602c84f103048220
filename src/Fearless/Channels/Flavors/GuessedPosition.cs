using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>A position that threads move by compare-and-swap, and a guess at where it is.</summary>
/// <remarks>
/// What a compare-and-swap stores cannot be forwarded to the next load, which waits until it is in the cache. So a thread that moves a
/// position many times, and reads it each time first, takes 14 ns for each move, of which five are this wait. But all that a move needs is a
/// value for its compare-and-swap to confirm: the guess is what the last move left, written as an ordinary store, to the same cache line.
/// <para>A guess orders nothing: what else an operation reads must say by itself to which position it belongs, as a slot's stamp and the start
/// of a block do. A position that was left never comes back, marks apart, so a move from a guess succeeds only if the position is there
/// all the while.</para>
/// <para>A mutable struct: keep it in a field that is not <c>readonly</c>.</para>
/// </remarks>
internal struct GuessedPosition
{
    private AtomicLong _value;
    private AtomicLong _guess;

    /// <summary>Where some move has left it, most often the last. Relaxed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Guess() => _guess.ReadRelaxed();

    /// <summary>Where it is. Acquire.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Read() => _value.Read();

    /// <summary>Moves it if it is at <paramref name="from"/>. A full fence if it succeeds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMove(long from, long to)
    {
        if (!_value.CompareAndSet(from, to))
            return false;
        // RACE: another thread may have moved it further, and written its guess first. This one is then out of date, and the next move that
        // begins with it fails, once.
        _guess.WriteRelaxed(to);
        return true;
    }

    /// <summary>Sets bits. A full fence.</summary>
    public void Or(long bits) => _value.Or(bits);

    /// <summary>Keeps only these bits. A full fence.</summary>
    public void And(long bits) => _value.And(bits);

    /// <summary>Adds. A full fence.</summary>
    public void Add(long amount) => _value.Add(amount);
}
