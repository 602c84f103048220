using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>AtomicLong</c>, over the checker's memory.</summary>
/// <remarks>Every access of a model thread is a step of the model. Other threads use the value that was stored last, without a step.</remarks>
[DebuggerDisplay("{_value}")]
public struct AtomicLong(long value) : IModelVariable
{
    private long _value = value;
    private LocationHandle _location;

    private static readonly string Kind = "AtomicLong";

    public readonly long Read() => Load(MemoryOrder.Ordered);

    public void Write(long value) => Store(value, MemoryOrder.Ordered);

    public readonly long ReadRelaxed() => Load(MemoryOrder.Relaxed);

    public void WriteRelaxed(long value) => Store(value, MemoryOrder.Relaxed);

    public long Exchange(long value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Exchange(ref _value, value);
        long before = Begin(thread);
        Commit(thread, value, stores: true, nameof(Exchange));
        return before;
    }

    public bool CompareAndSet(long expected, long value) => CompareExchange(expected, value) == expected;

    public long CompareExchange(long expected, long value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.CompareExchange(ref _value, value, expected);
        long before = Begin(thread);
        Commit(thread, value, before == expected, nameof(CompareExchange));
        return before;
    }

    public long Add(long amount)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Add(ref _value, amount);
        long after = unchecked(Begin(thread) + amount);
        Commit(thread, after, stores: true, nameof(Add));
        return after;
    }

    public long Increment() => Add(1);

    public long Decrement() => Add(-1);

    public long Or(long bits)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Or(ref _value, bits);
        long before = Begin(thread);
        Commit(thread, before | bits, stores: true, nameof(Or));
        return before;
    }

    public long And(long bits)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.And(ref _value, bits);
        long before = Begin(thread);
        Commit(thread, before & bits, stores: true, nameof(And));
        return before;
    }

    void IModelVariable.Name(ModelThread thread, string name) =>
        thread.Execution.Memory.SetName(ref _location, new Payload(_value), Kind, name);

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

    private readonly long Load(MemoryOrder order)
    {
        if (ModelThread.Current is not { } thread)
            return Volatile.Read(in _value);
        Payload read = thread.Execution.Memory.Load(thread, ref Unsafe.AsRef(in _location), new Payload(_value), order, Kind);
        return read.Bits;
    }

    private void Store(long value, MemoryOrder order)
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.Store(thread, ref _location, new Payload(_value), new Payload(value), order, Kind);
        Volatile.Write(ref _value, value);
    }

    private long Begin(ModelThread thread)
    {
        Payload before = thread.Execution.Memory.BeginReadModifyWrite(thread, ref _location, new Payload(_value), Kind);
        return before.Bits;
    }

    private void Commit(ModelThread thread, long value, bool stores, string name)
    {
        thread.Execution.Memory.Commit(thread, ref _location, new Payload(value), stores, name);
        if (stores)
            _value = value;
    }
}
