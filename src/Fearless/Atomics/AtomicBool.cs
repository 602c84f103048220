using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Fearless.Atomics;

/// <summary>A flag that several threads read and write without a lock.</summary>
/// <remarks>
/// A mutable struct: keep it in a field that is not <c>readonly</c>, and never copy it.
/// <para><b>Memory ordering.</b> <see cref="Read"/> is an acquire, <see cref="Write"/> a release, every read-modify-write a full fence;
/// the two <c>Relaxed</c> methods order nothing.</para>
/// </remarks>
/// <param name="value">The value to start with.</param>
[DebuggerDisplay("{ReadRelaxed()}")]
public struct AtomicBool(bool value)
{
    private bool _value = value;

    /// <summary>Reads the flag; nothing after this read moves before it (acquire).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Read() => Volatile.Read(in _value);

    /// <summary>Writes the flag; nothing before this write moves after it (release).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(bool value) => Volatile.Write(ref _value, value);

    /// <summary>Reads the flag and orders nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool ReadRelaxed() => _value;

    /// <summary>Writes the flag and orders nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRelaxed(bool value) => _value = value;

    /// <summary>Writes the flag and returns the one before (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Exchange(bool value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Writes <paramref name="value"/> if the flag is <paramref name="expected"/>, and says whether it did (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool CompareAndSet(bool expected, bool value) => Interlocked.CompareExchange(ref _value, value, expected) == expected;
}
