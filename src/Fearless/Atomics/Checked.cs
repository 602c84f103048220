using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Fearless.Atomics;

/// <summary>A plain variable that several threads use, one at a time, because something else orders them: a lock, a hand-over, a flag.</summary>
/// <remarks>
/// Here it is the variable and nothing more: no access orders anything, and none costs more than that of a field. Under the model checker
/// every access is watched, and two that nothing orders, one of them a write, are reported as a data race. So it is what lock-free code
/// keeps its payload in: the value of a slot, of a node, of a message that is handed over.
/// <para>A mutable struct: keep it in a field that is not <c>readonly</c> or in an array, and never copy it.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="value">The value to start with.</param>
[DebuggerDisplay("{_value}")]
public struct Checked<T>(T value)
{
    private T _value = value;

    /// <summary>Reads the value. A race with a write that nothing orders before or after it; the value may then be torn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Read() => _value;

    /// <summary>Writes the value. A race with any other access that nothing orders before or after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(T value) => _value = value;

    /// <summary>Reads the value and leaves the default one, so that what it referred to can be collected. Counts as a write.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Take()
    {
        T value = _value;
        _value = default!;
        return value;
    }
}
