using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>A place for one value, and the stamp that says whose turn it is.</summary>
internal struct Slot<T>
{
    public AtomicLong Stamp;
    private Checked<T> _value;

    /// <summary>Puts the value in. Cannot throw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(T value) => _value.Write(value);

    /// <summary>Takes the value out, and leaves nothing behind that would keep it alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Take() => RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? _value.Take() : _value.Read();
}
