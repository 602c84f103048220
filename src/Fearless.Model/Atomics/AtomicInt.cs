using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>AtomicInt</c>, over the checker's memory.</summary>
/// <remarks>Every access of a model thread is a step of the model. Other threads use the value that was stored last, without a step.</remarks>
[DebuggerDisplay("{_value}")]
public struct AtomicInt(int value) : IModelVariable
{
    private int _value = value;
    private LocationHandle _location;

    private static readonly string Kind = "AtomicInt";

    public readonly int Read() => Load(MemoryOrder.Ordered);

    public void Write(int value) => Store(value, MemoryOrder.Ordered);

    public readonly int ReadRelaxed() => Load(MemoryOrder.Relaxed);

    public void WriteRelaxed(int value) => Store(value, MemoryOrder.Relaxed);

    public int Exchange(int value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Exchange(ref _value, value);
        int before = Begin(thread);
        Commit(thread, value, stores: true, nameof(Exchange));
        return before;
    }

    public bool CompareAndSet(int expected, int value) => CompareExchange(expected, value) == expected;

    public int CompareExchange(int expected, int value)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.CompareExchange(ref _value, value, expected);
        int before = Begin(thread);
        Commit(thread, value, before == expected, nameof(CompareExchange));
        return before;
    }

    public int Add(int amount)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Add(ref _value, amount);
        int after = unchecked(Begin(thread) + amount);
        Commit(thread, after, stores: true, nameof(Add));
        return after;
    }

    public int Increment() => Add(1);

    public int Decrement() => Add(-1);

    public int Or(int bits)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.Or(ref _value, bits);
        int before = Begin(thread);
        Commit(thread, before | bits, stores: true, nameof(Or));
        return before;
    }

    public int And(int bits)
    {
        if (ModelThread.Current is not { } thread)
            return Interlocked.And(ref _value, bits);
        int before = Begin(thread);
        Commit(thread, before & bits, stores: true, nameof(And));
        return before;
    }

    public int Xor(int bits)
    {
        int before = Read();
        while (true)
        {
            int seen = CompareExchange(before, before ^ bits);
            if (seen == before)
                return before;
            before = seen;
        }
    }

    public int Max(int value)
    {
        int before = Read();
        while (before < value)
        {
            int seen = CompareExchange(before, value);
            if (seen == before)
                break;
            before = seen;
        }
        return before;
    }

    public int Min(int value)
    {
        int before = Read();
        while (before > value)
        {
            int seen = CompareExchange(before, value);
            if (seen == before)
                break;
            before = seen;
        }
        return before;
    }

    /// <summary>Sleeps while the value is <paramref name="expected"/>; false when the time was over first.</summary>
    internal bool SleepWhile(int expected, TimeSpan timeout)
    {
        ModelThread thread = ModelThread.Current ?? throw new InvalidOperationException("Only a thread of a model can block in the model build.");
        long ticks = timeout == Timeout.InfiniteTimeSpan ? -1 : timeout.Ticks;
        return thread.Execution.Memory.SleepWhile(thread, ref _location, new Payload(_value), new Payload(expected), ticks, Kind);
    }

    /// <summary>Wakes the thread that has slept longest.</summary>
    internal void Wake()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.Wake(thread, ref _location, new Payload(_value), Kind);
    }

    void IModelVariable.Name(ModelThread thread, string name) =>
        thread.Execution.Memory.SetName(ref _location, new Payload(_value), Kind, name);

    private readonly int Load(MemoryOrder order)
    {
        if (ModelThread.Current is not { } thread)
            return Volatile.Read(in _value);
        Payload read = thread.Execution.Memory.Load(thread, ref Unsafe.AsRef(in _location), new Payload(_value), order, Kind);
        return (int)read.Bits;
    }

    private void Store(int value, MemoryOrder order)
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.Store(thread, ref _location, new Payload(_value), new Payload(value), order, Kind);
        Volatile.Write(ref _value, value);
    }

    private int Begin(ModelThread thread)
    {
        Payload before = thread.Execution.Memory.BeginReadModifyWrite(thread, ref _location, new Payload(_value), Kind);
        return (int)before.Bits;
    }

    private void Commit(ModelThread thread, int value, bool stores, string name)
    {
        thread.Execution.Memory.Commit(thread, ref _location, new Payload(value), stores, name);
        if (stores)
            _value = value;
    }
}
