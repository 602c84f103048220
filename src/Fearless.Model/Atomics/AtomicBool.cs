using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>AtomicBool</c>, over the checker's memory.</summary>
/// <remarks>Every access of a model thread is a step of the model. Other threads use the value that was stored last, without a step.</remarks>
[DebuggerDisplay("{_value}")]
public struct AtomicBool(bool value) : IModelVariable
{
    private bool _value = value;
    private LocationHandle _location;

    private static readonly string Kind = "AtomicBool";

    public readonly bool Read() => Load(MemoryOrder.Ordered);

    public void Write(bool value) => Store(value, MemoryOrder.Ordered);

    public readonly bool ReadRelaxed() => Load(MemoryOrder.Relaxed);

    public void WriteRelaxed(bool value) => Store(value, MemoryOrder.Relaxed);

    public bool Exchange(bool value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Exchange(ref _value, value);
        bool before = Begin(thread);
        Commit(thread, value, stores: true, nameof(Exchange));
        return before;
    }

    public bool CompareAndSet(bool expected, bool value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.CompareExchange(ref _value, value, expected) == expected;
        bool before = Begin(thread);
        Commit(thread, value, before == expected, nameof(CompareAndSet));
        return before == expected;
    }

    void IModelVariable.Name(ModelThread thread, string name) =>
        thread.Execution.Memory.SetName(ref _location, new Payload(_value ? 1 : 0), Kind, name);

    private readonly bool Load(MemoryOrder order)
    {
        if (ModelThread.Current is not { } thread)
            return Volatile.Read(in _value);
        Payload read = thread.Execution.Memory.Load(thread, ref Unsafe.AsRef(in _location), new Payload(_value ? 1 : 0), order, Kind);
        return read.Bits != 0;
    }

    private void Store(bool value, MemoryOrder order)
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.Store(thread, ref _location, new Payload(_value ? 1 : 0), new Payload(value ? 1 : 0), order, Kind);
        Volatile.Write(ref _value, value);
    }

    private bool Begin(ModelThread thread)
    {
        Payload before = thread.Execution.Memory.BeginReadModifyWrite(thread, ref _location, new Payload(_value ? 1 : 0), Kind);
        return before.Bits != 0;
    }

    private void Commit(ModelThread thread, bool value, bool stores, string name)
    {
        thread.Execution.Memory.Commit(thread, ref _location, new Payload(value ? 1 : 0), stores, name);
        if (stores)
            _value = value;
    }
}
