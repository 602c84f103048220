using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Fearless.Atomics;

/// <summary>A reference that several threads read and write without a lock.</summary>
/// <remarks>
/// A mutable struct: keep it in a field that is not <c>readonly</c>, and never copy it. Comparisons are by identity.
/// <para><b>Memory ordering.</b> <see cref="Read"/> is an acquire, <see cref="Write"/> a release, so that what was written to an object
/// before it was published is seen by whoever reads the reference; every read-modify-write is a full fence.</para>
/// </remarks>
/// <typeparam name="T">The type of the object.</typeparam>
/// <param name="value">The reference to start with.</param>
[DebuggerDisplay("{ReadRelaxed()}")]
public struct AtomicRef<T>(T? value)
    where T : class
{
    private T? _value = value;

    /// <summary>Reads the reference; nothing after this read moves before it (acquire).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T? Read() => Volatile.Read(in _value);

    /// <summary>Writes the reference; nothing before this write moves after it (release).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(T? value) => Volatile.Write(ref _value, value);

    /// <summary>Reads the reference and orders nothing but the accesses that go through it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T? ReadRelaxed() => _value;

    /// <summary>Writes the reference. .NET's memory model makes every store of an object reference a release, so this one is too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRelaxed(T? value) => _value = value;

    /// <summary>Writes the reference and returns the one before (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? Exchange(T? value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Writes <paramref name="value"/> if the current reference is
    /// <paramref name="expected"/>, and says whether it did (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool CompareAndSet(T? expected, T? value) =>
        ReferenceEquals(Interlocked.CompareExchange(ref _value, value, expected), expected);

    /// <summary>Writes <paramref name="value"/> if the current reference is
    /// <paramref name="expected"/>, and returns the one before (full fence).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? CompareExchange(T? expected, T? value) => Interlocked.CompareExchange(ref _value, value, expected);
}
