using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sync;

/// <summary>A value that shares its cache lines with nothing else, so that threads
/// which write to its neighbours do not slow down those which use it.</summary>
/// <remarks>
/// A mutable struct: keep it in a field that is not <c>readonly</c> or in an
/// array, reach the value through <see cref="Value"/>, and never copy it.
/// <para>The value has 128 unused bytes before and behind it, wherever the struct lies: in an object, in an array, beside another one. .NET
/// promises no alignment beyond eight bytes, so one side would not do, and a line of 128 bytes can begin anywhere. It costs 256 bytes
/// beside the value. Several fields that one thread uses together belong into one struct that is padded once.</para>
/// </remarks>
/// <typeparam name="T">The type of the value; it may hold references.</typeparam>
/// <example><code>
/// private CachePadded&lt;AtomicLong&gt; _head;
/// private CachePadded&lt;AtomicLong&gt; _tail;
///
/// public long Take() =&gt; _head.Value.Increment();
/// </code></example>
[StructLayout(LayoutKind.Sequential)]
[DebuggerDisplay("{Value}")]
[SuppressMessage("Style", "IDE0044", Justification = "The padding is never read.")]
public struct CachePadded<T>
{
    // INVARIANT: all three fields are structs that are not primitive. The runtime refuses explicit layout on generic types, and lays out a
    // struct that holds references as it sees fit: references and primitives first, then other structs in the order of their
    // declaration. A bare T would move to the front, out of its padding; in a struct of its own it stays between. Tests read the offsets.
#pragma warning disable CS0169, CS0414, CA1823, IDE0051, IDE0052 // It only takes up room.
    private CachePadding _before;
    private Cell _cell;
    private CachePadding _behind;
#pragma warning restore CS0169, CS0414, CA1823, IDE0051, IDE0052

    /// <summary>Pads <paramref name="value"/>.</summary>
    /// <param name="value">The value to start with.</param>
    public CachePadded(T value) => _cell.Value = value;

    /// <summary>The value itself, not a copy.</summary>
    [UnscopedRef]
    public ref T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _cell.Value;
    }

    /// <summary>The text of the value.</summary>
    /// <returns>What the value's <see cref="object.ToString"/> returns; empty when the value is null.</returns>
    public override readonly string ToString() => _cell.Value?.ToString() ?? "";

    private struct Cell
    {
        public T Value;
    }
}
