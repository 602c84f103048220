using System.Diagnostics;

namespace Fearless.Testing;

/// <summary>A thread of the program that is being checked. Valid during the execution that started it.</summary>
[DebuggerDisplay("{Name}: {State}")]
public sealed class ModelThread
{
    [ThreadStatic]
    private static ModelThread? t_current;

    internal readonly Execution Execution;
    internal readonly int Index;
    internal readonly Gate Gate = new();

    // What its operating-system thread is bound to.
    internal int Processor = -1;

    internal Action? Body;
    internal ModelThreadState State;
    internal Operation Pending;

    // What it knows of the others; what it would know after an acquire fence; what it knew at its last release fence.
    internal Clock Known;
    internal Clock Acquirable;
    internal Clock Fenced;

    // Its steps so far, and those of others whose order with its own matters.
    internal ushort Time;
    internal Clock Past;

    // Those that can only have come before its own. See Event.
    internal Clock Before;

    // A load reads nothing that was overwritten before this event: what was stored before a thread spun becomes visible at some time.
    internal int Horizon;
    internal long StoresSeen;
    internal long OwnStores;
    internal int Rush;
    internal int Rushes;
    internal ulong Looked;
    internal ulong LookedBefore;

    // Its interlocked operations acquire and release only. For mutants.
    internal bool LosesFences;

    internal int SleepsOn = -1;
    internal bool WasWoken;
    internal ModelThread? Awaited;

    // Its own clock, which only time-outs move.
    internal long Now;

    // What it read through a plain load of a reference: what lies in the object is ordered after it.
    internal readonly ConsumedObjects Consumed = new();

    internal readonly Dictionary<object, object> Locals = new(ReferenceEqualityComparer.Instance);

    internal ModelThread(Execution execution, int index)
    {
        Execution = execution;
        Index = index;
        Name = "";
    }

    /// <summary>The name that traces show.</summary>
    public string Name { get; internal set; }

    /// <summary>The model thread that asks; null outside of a check.</summary>
    internal static ModelThread? Current
    {
        get => t_current;
        set => t_current = value;
    }

    /// <summary>Waits until the thread has ended. What it did is then visible.</summary>
    /// <exception cref="InvalidOperationException">The caller is no thread of the same check.</exception>
    public void Join() => Model.Running.Execution.Join(Model.Running, this);

    /// <summary>What this thread keeps under <paramref name="key"/>, in this execution.</summary>
    internal T Local<T>(object key, Func<T> create)
        where T : class
    {
        if (Locals.TryGetValue(key, out object? known))
            return (T)known;
        T created = create();
        Locals[key] = created;
        return created;
    }

    internal void Reset(string name, Action? body)
    {
        Name = name;
        Body = body;
        State = ModelThreadState.Ready;
        Pending = new Operation(OperationKind.Start);
        Known = Acquirable = Fenced = Past = Before = Clock.Zero;
        Time = 0;
        Horizon = 0;
        StoresSeen = OwnStores = 0;
        Rush = Rushes = 0;
        Looked = LookedBefore = 0;
        LosesFences = false;
        SleepsOn = -1;
        WasWoken = false;
        Awaited = null;
        Now = 0;
        Consumed.Clear();
        Locals.Clear();
    }
}
