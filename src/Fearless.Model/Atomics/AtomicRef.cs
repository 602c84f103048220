using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>AtomicRef&lt;T&gt;</c>, over the checker's memory.</summary>
/// <remarks>Every access of a model thread is a step of the model. Other threads use the value that was stored last, without a step.</remarks>
[DebuggerDisplay("{_value}")]
public struct AtomicRef<T>(T? value) : IModelVariable
    where T : class
{
    private T? _value = value;
    private LocationHandle _location;

    private static readonly string Kind = $"AtomicRef<{typeof(T).Name}>";

    public readonly T? Read() => Load(MemoryOrder.Ordered);

    public void Write(T? value) => Store(value, MemoryOrder.Ordered);

    public readonly T? ReadRelaxed() => Load(MemoryOrder.Relaxed);

    // Every store of an object reference is a release. SOURCE: dotnet/runtime docs/design/specs/Memory-model.md, "Object assignment".
    public void WriteRelaxed(T? value) => Store(value, MemoryOrder.Ordered);

    public T? Exchange(T? value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Exchange(ref _value, value);
        T? before = Begin(thread);
        Commit(thread, value, stores: true, nameof(Exchange));
        return before;
    }

    public bool CompareAndSet(T? expected, T? value) => ReferenceEquals(CompareExchange(expected, value), expected);

    public T? CompareExchange(T? expected, T? value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.CompareExchange(ref _value, value, expected);
        T? before = Begin(thread);
        Commit(thread, value, ReferenceEquals(before, expected), nameof(CompareExchange));
        return before;
    }

    void IModelVariable.Name(ModelThread thread, string name) =>
        thread.Execution.Memory.SetName(ref _location, new Payload(_value, isReference: true), Kind, name);

    private readonly T? Load(MemoryOrder order)
    {
        if (ModelThread.Current is not { } thread)
            return Volatile.Read(in _value);
        Payload read = thread.Execution.Memory.Load(thread, ref Unsafe.AsRef(in _location), new Payload(_value, isReference: true), order, Kind);
        return (T?)read.Reference;
    }

    private void Store(T? value, MemoryOrder order)
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.Store(thread, ref _location, new Payload(_value, isReference: true), new Payload(value, isReference: true), order, Kind);
        Volatile.Write(ref _value, value);
    }

    private T? Begin(ModelThread thread)
    {
        Payload before = thread.Execution.Memory.BeginReadModifyWrite(thread, ref _location, new Payload(_value, isReference: true), Kind);
        return (T?)before.Reference;
    }

    private void Commit(ModelThread thread, T? value, bool stores, string name)
    {
        thread.Execution.Memory.Commit(thread, ref _location, new Payload(value, isReference: true), stores, name);
        if (stores)
            _value = value;
    }
}
