using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Fearless.Atomics;

/// <summary>A variable that may be read while another thread writes it. Such a read gives anything, a mixture of two values too: whoever
/// reads must find out whether it was in time, and drop the value unseen if not.</summary>
/// <remarks>
/// No access orders anything, and none costs more than that of a field. It is for protocols that read first and prove it later: a thief that
/// reads a slot and then wins it, or loses it and what it has read. A value that the proof was for is whole. Where the value is a reference
/// or a primitive no longer than one, a read is never a mixture, and by .NET's memory model what lies behind a reference is as its writer
/// left it.
/// <para>SOURCE: the runtime's memory model promises what this needs: aligned words, references among them, are read and written whole, no read
/// is repeated, and no write is made up (dotnet/runtime, docs/design/specs/Memory-model.md).</para>
/// <para>A mutable struct: keep it in a field that is not <c>readonly</c> or in an array, and never copy it.</para>
/// </remarks>
[DebuggerDisplay("{_value}")]
internal struct Tearable<T>
{
    private T _value;

    /// <summary>Reads the value, which may be a mixture, and orders nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Read() => _value;

    /// <summary>Writes the value and orders nothing else. By one thread at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(T value) => _value = value;
}
