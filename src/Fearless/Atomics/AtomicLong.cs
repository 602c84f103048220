using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Fearless.Atomics;

/// <summary>A <see cref="long"/> that several threads read and write without a lock.</summary>
/// <remarks>
/// A mutable struct: keep it in a field that is not <c>readonly</c>, and never copy it. Every method inlines to the one
/// <see cref="Volatile"/> or <see cref="Interlocked"/> operation that it names, or says that it is a loop of them; none allocates.
/// <para><b>Memory ordering.</b> <see cref="Read"/> is an acquire, <see cref="Write"/> a release, every read-modify-write a full fence;
/// the two <c>Relaxed</c> methods order nothing.</para>
/// </remarks>
/// <param name="value">The value to start with.</param>
[DebuggerDisplay("{ReadRelaxed()}")]
public struct AtomicLong(long value)
{
    private long _value = value;

    /// <summary>Reads the value; nothing after this read moves before it (acquire).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Read() => Volatile.Read(in _value);

    /// <summary>Writes the value; nothing before this write moves after it (release).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(long value) => Volatile.Write(ref _value, value);

    /// <summary>Reads the value and orders nothing else. Never torn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long ReadRelaxed() => // Plain 64-bit accesses tear on 32-bit runtimes; volatile ones never do, and cost the same on x64.
        Volatile.Read(in _value);

    /// <summary>Writes the value and orders nothing else. Never torn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRelaxed(long value) => Volatile.Write(ref _value, value);

    /// <summary>Writes the value and returns the one before (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Exchange(long value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Writes <paramref name="value"/> if the current value is
    /// <paramref name="expected"/>, and says whether it did (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool CompareAndSet(long expected, long value) => Interlocked.CompareExchange(ref _value, value, expected) == expected;

    /// <summary>Writes <paramref name="value"/> if the current value is
    /// <paramref name="expected"/>, and returns the value before (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long CompareExchange(long expected, long value) => Interlocked.CompareExchange(ref _value, value, expected);

    /// <summary>Adds <paramref name="amount"/>, wrapping around on overflow, and returns the new value (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Add(long amount) => Interlocked.Add(ref _value, amount);

    /// <summary>Adds one and returns the new value (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Increment() => Interlocked.Increment(ref _value);

    /// <summary>Takes one away and returns the new value (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Decrement() => Interlocked.Decrement(ref _value);

    /// <summary>Sets the bits of <paramref name="bits"/> and returns the value before (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Or(long bits) => Interlocked.Or(ref _value, bits);

    /// <summary>Keeps only the bits of <paramref name="bits"/> and returns the value before (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long And(long bits) => Interlocked.And(ref _value, bits);

    /// <summary>Flips the bits of <paramref name="bits"/> and returns the value before (full fence). A loop of compare-and-swaps.</summary>
    public long Xor(long bits)
    {
        long before = Read();
        while (true)
        {
            long seen = CompareExchange(before, before ^ bits);
            if (seen == before)
                return before;
            before = seen;
        }
    }

    /// <summary>Writes <paramref name="value"/> if it is greater than the current one, and returns the value before. A loop of
    /// compare-and-swaps, a full fence each; an acquire only when there is nothing to write.</summary>
    public long Max(long value)
    {
        long before = Read();
        while (before < value)
        {
            long seen = CompareExchange(before, value);
            if (seen == before)
                break;
            before = seen;
        }
        return before;
    }

    /// <summary>Writes <paramref name="value"/> if it is less than the current one, and returns the value before. A loop of
    /// compare-and-swaps, a full fence each; an acquire only when there is nothing to write.</summary>
    public long Min(long value)
    {
        long before = Read();
        while (before > value)
        {
            long seen = CompareExchange(before, value);
            if (seen == before)
                break;
            before = seen;
        }
        return before;
    }
}
