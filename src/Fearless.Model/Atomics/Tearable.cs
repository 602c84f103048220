using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>Tearable&lt;T&gt;</c>, over the checker's memory: relaxed accesses. No value is torn here.</summary>
[DebuggerDisplay("{_value}")]
internal struct Tearable<T>
{
    private static readonly string Kind = $"Tearable<{typeof(T).Name}>";

    private T _value;
    private LocationHandle _location;

    // A store of references is a release. SOURCE: dotnet/runtime docs/design/specs/Memory-model.md, "Object assignment".
    private static MemoryOrder StoreOrder => RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? MemoryOrder.Ordered : MemoryOrder.Relaxed;

    public readonly T Read()
    {
        if (ModelThread.Current is not { } thread)
            return _value;
        Payload read = thread.Execution.Memory.Load(
            thread, ref Unsafe.AsRef(in _location), new Payload(_value, isReference: true), MemoryOrder.Relaxed, Kind);
        return (T)read.Reference!;
    }

    public void Write(T value)
    {
        if (ModelThread.Current is { } thread)
        {
            thread.Execution.Memory.Store(
                thread, ref _location, new Payload(_value, isReference: true), new Payload(value, isReference: true), StoreOrder, Kind);
        }
        _value = value;
    }
}
