using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Testing;

/// <summary>The memory of one execution: what each access may read, and what it makes known. The rules are in the README.</summary>
internal sealed class Memory(Execution execution)
{
    private static int s_epochs;

    private readonly List<Location> _locations = [];
    private readonly List<CheckedCell> _cells = [];
    private int _epoch;
    private int _count;
    private int _cellCount;

    private readonly FenceOrder _fences = new(execution);

    // What the full fences so far make known to the next one, when they take effect in the order in which they are executed.
    private Clock _fenced;

    /// <summary>Whether any run of the present check has used anything that the checker sees.</summary>
    public bool WasUsed { get; private set; }

    /// <summary>Before the first run of a check.</summary>
    public void Prepare() => WasUsed = false;

    public void Begin()
    {
        _epoch = Interlocked.Increment(ref s_epochs);
        _count = 0;
        _cellCount = 0;
        _fenced = Clock.Zero;
        _fences.Begin();
    }

    /// <summary>Lets go of the objects of the execution.</summary>
    public void End()
    {
        WasUsed |= _count + _cellCount > 0;
        for (int index = 0; index < _count; index++)
            Array.Clear(_locations[index].Stores, 0, _locations[index].Count);
    }

    public string NameOf(int location) => location < 0 ? "?" : _locations[location].Name ?? $"{_locations[location].Kind} {(char)('a' + (location % 26))}{(location < 26 ? "" : location / 26)}";

    public void SetName(ref LocationHandle handle, in Payload initial, string kind, string name) => _locations[Resolve(ref handle, initial, kind)].Name = name;

    public void SetName(ref LocationHandle cell, string name) => ResolveCell(ref cell).Name = name;

    public Payload Load(ModelThread thread, ref LocationHandle handle, in Payload initial, MemoryOrder order, string kind)
    {
        int index = Resolve(ref handle, initial, kind);
        Location location = _locations[index];
        ulong bit = 1ul << (index & 63);
        thread.Looked |= bit;
        if (thread.Rush > 0)
        {
            if ((thread.LookedBefore & bit) != 0)
                return LoadInRush(thread, location, order);
            thread.Rush = 0;
        }

        var operation = new Operation(OperationKind.Load, index);
        execution.Arrive(thread, operation);
        UseObject(thread, ref handle);
        int newest = location.Count - 1;
        int oldest = execution.AllowsStaleReads ? Math.Max(OldestReadable(thread, location), execution.Floor(thread)) : newest;
        int chosen = newest - execution.ChooseOption(newest - oldest + 1);
        ref StoreRecord store = ref location.Stores[chosen];
        execution.Record(thread, operation, store.Event);
        See(ref store, thread, thread.Time);
        Learn(thread, store, order);
        if (!execution.OrdersFences)
            _fences.Read(thread, location, chosen);
        execution.Trace?.Add(thread, Describe(order == MemoryOrder.Ordered ? "reads" : "reads relaxed", index, store.Value)
            + (chosen < newest ? $"   (stale: {Text(location.Latest.Value)} is stored already)" : ""));
        return store.Value;
    }

    public void Store(ModelThread thread, ref LocationHandle handle, in Payload initial, in Payload value, MemoryOrder order, string kind)
    {
        int index = Resolve(ref handle, initial, kind);
        thread.Rush = 0;
        var operation = new Operation(OperationKind.Store, index);
        execution.Arrive(thread, operation);
        UseObject(thread, ref handle);
        int done = execution.Record(thread, operation, -1);
        Location location = _locations[index];
        Clock released = order == MemoryOrder.Ordered ? thread.Known : thread.Fenced;
        // Whoever sees this store sees that the one before is past, and what that one released with it.
        if (location.Latest.Thread == thread.Index)
            released = Clock.Join(released, location.Latest.Released);
        Append(thread, location, value, released, done);
        execution.Trace?.Add(thread, Describe(order == MemoryOrder.Ordered ? "writes" : "writes relaxed", index, value));
    }

    /// <summary>The first half of a read-modify-write: the value now. <see cref="Commit"/> must follow, with nothing between.</summary>
    public Payload BeginReadModifyWrite(ModelThread thread, ref LocationHandle handle, in Payload initial, string kind)
    {
        int index = Resolve(ref handle, initial, kind);
        thread.Rush = 0;
        var operation = new Operation(OperationKind.ReadModifyWrite, index);
        execution.Arrive(thread, operation);
        UseObject(thread, ref handle);
        Location location = _locations[index];
        execution.Record(thread, operation, -1);
        ref StoreRecord latest = ref location.Latest;
        See(ref latest, thread, thread.Time);
        Learn(thread, latest, MemoryOrder.Ordered);
        return latest.Value;
    }

    /// <summary>The second half: stores <paramref name="value"/>, or nothing when the comparison failed.</summary>
    public void Commit(ModelThread thread, ref LocationHandle handle, in Payload value, bool stores, string name)
    {
        Location location = _locations[handle.Index];
        Payload before = location.Latest.Value;
        if (stores)
            Append(thread, location, value, Clock.Zero, execution.EventCount - 1);
        if (!thread.LosesFences)
            PassFullFence(thread);
        if (stores)
            location.Latest.Released = thread.Known;
        if (execution.Trace is not null)
            execution.Trace.Add(thread, $"{NameOf(handle.Index)}.{name}: " + (stores ? $"{Text(before)} → {Text(value)}" : $"is {Text(before)}, fails"));
    }

    public void FullFence(ModelThread thread)
    {
        if (execution.OrdersFences)
        {
            var operation = new Operation(OperationKind.FullFence);
            execution.Arrive(thread, operation);
            execution.Record(thread, operation, -1);
        }
        else
        {
            execution.CheckAborting();
            Execution.Tick(thread);
        }
        PassFullFence(thread);
        execution.Trace?.Add(thread, "full fence");
    }

    /// <summary>An opaque step is a full fence, as setting a token is that others look at after a fence of their own; it comes after the fences that were
    /// executed before it.</summary>
    public void OpaqueStep(ModelThread thread)
    {
        if (!execution.OrdersFences)
            _fences.PassAfterAll(thread);
        else
            PassFullFence(thread);
    }

    public void AcquireFence(ModelThread thread)
    {
        execution.CheckAborting();
        thread.Known = Clock.Join(thread.Known, thread.Acquirable);
        execution.Trace?.Add(thread, "acquire fence");
    }

    public void ReleaseFence(ModelThread thread)
    {
        execution.CheckAborting();
        Execution.Tick(thread);
        thread.Fenced = thread.Known;
        execution.Trace?.Add(thread, "release fence");
    }

    /// <summary>Sleeps while the word has the value <paramref name="expected"/>. Compares and falls asleep in one step, as a futex does.</summary>
    /// <returns>False when its time was over.</returns>
    public bool SleepWhile(ModelThread thread, ref LocationHandle handle, in Payload initial, in Payload expected, long ticks, string kind)
    {
        int index = Resolve(ref handle, initial, kind);
        thread.Rush = 0;
        var operation = new Operation(OperationKind.Sleep, index);
        execution.Arrive(thread, operation);
        Location location = _locations[index];
        execution.Record(thread, operation, -1);
        See(ref location.Latest, thread, thread.Time);
        if (!location.Latest.Value.Equals(expected))
        {
            execution.Trace?.Add(thread, $"does not sleep: {NameOf(index)} is {Text(location.Latest.Value)}");
            return true;
        }

        execution.Trace?.Add(thread, $"sleeps on {NameOf(index)}");
        location.Sleepers.Add(thread);
        execution.FallAsleep(thread, index, ticks >= 0);
        execution.Record(thread, thread.Pending, -1);
        if (thread.WasWoken)
        {
            execution.Trace?.Add(thread, "wakes up");
            return true;
        }
        location.Sleepers.Remove(thread);
        thread.Now += ticks;
        execution.Trace?.Add(thread, "wakes up: its time is over");
        return false;
    }

    /// <summary>Wakes the thread that has slept longest on the word, if there is one.</summary>
    public void Wake(ModelThread thread, ref LocationHandle handle, in Payload initial, string kind)
    {
        int index = Resolve(ref handle, initial, kind);
        thread.Rush = 0;
        var operation = new Operation(OperationKind.Wake, index);
        execution.Arrive(thread, operation);
        Location location = _locations[index];
        execution.Record(thread, operation, -1);
        if (location.Sleepers.Count == 0)
        {
            execution.Trace?.Add(thread, $"wakes nobody on {NameOf(index)}");
            return;
        }
        ModelThread sleeper = location.Sleepers[0];
        location.Sleepers.RemoveAt(0);
        execution.WakeUp(sleeper, thread);
        execution.Trace?.Add(thread, $"wakes {sleeper.Name}");
    }

    public void ReadChecked(ModelThread thread, ref LocationHandle handle, string kind)
    {
        CheckedCell cell = ResolveCell(ref handle);
        UseObject(thread, ref handle);
        if (cell.Writer != thread.Index && cell.WriteTime > thread.Known[cell.Writer])
            Race(thread, "reads", execution.Thread(cell.Writer), "wrote", cell, handle.Index, kind);
        Clock.Set(ref cell.Reads, thread.Index, (ushort)(thread.Time + 1));
        execution.Trace?.Add(thread, $"reads {CellName(cell, handle.Index, kind)} (plain)");
    }

    public void WriteChecked(ModelThread thread, ref LocationHandle handle, string kind)
    {
        CheckedCell cell = ResolveCell(ref handle);
        UseObject(thread, ref handle);
        if (cell.Writer != thread.Index && cell.WriteTime > thread.Known[cell.Writer])
            Race(thread, "writes", execution.Thread(cell.Writer), "wrote", cell, handle.Index, kind);
        for (int other = 0; other < execution.ThreadCount; other++)
        {
            if (other != thread.Index && cell.Reads[other] > thread.Known[other])
                Race(thread, "writes", execution.Thread(other), "read", cell, handle.Index, kind);
        }
        cell.Reads = Clock.Zero;
        cell.Writer = thread.Index;
        cell.WriteTime = (ushort)(thread.Time + 1);
        execution.Trace?.Add(thread, $"writes {CellName(cell, handle.Index, kind)} (plain)");
    }

    /// <summary>The steps on the location of <paramref name="operation"/> whose order with it matters.</summary>
    public Clock PastOf(Operation operation)
    {
        Location location = _locations[operation.Location];
        Clock past = location.LastWrite >= 0 ? execution.Events[location.LastWrite].Past : Clock.Zero;
        if (!operation.Writes)
            return past;
        for (uint readers = location.Readers; readers != 0; readers &= readers - 1)
            past = Clock.Join(past, execution.Events[location.LastReads[BitOperations.TrailingZeroCount(readers)]].Past);
        return past;
    }

    /// <summary>The locations of this execution so far.</summary>
    public ReadOnlySpan<Location> Locations => CollectionsMarshal.AsSpan(_locations)[.._count];

    /// <summary>The events on a location that the next write on it may race with.</summary>
    public Location At(int location) => _locations[location];

    /// <summary>Keeps the index of the last accesses up to date.</summary>
    public void Note(ModelThread thread, Operation operation, int index)
    {
        if (operation.Writes)
        {
            Location location = _locations[operation.Location];
            location.LastWrite = index;
            location.Readers = 0;
        }
        else if (operation.Kind == OperationKind.Load)
        {
            Location location = _locations[operation.Location];
            location.LastReads[thread.Index] = index;
            location.Readers |= 1u << thread.Index;
        }
    }

    private void PassFullFence(ModelThread thread)
    {
        thread.Known = Clock.Join(thread.Known, thread.Acquirable);
        if (!execution.OrdersFences)
        {
            _fences.Pass(thread);
            return;
        }
        _fenced = Clock.Join(_fenced, thread.Known);
        thread.Known = _fenced;
        thread.Fenced = _fenced;
    }

    private static void See(ref StoreRecord store, ModelThread thread, ushort time)
    {
        if (store.Seen[thread.Index] > time)
            Clock.Set(ref store.Seen, thread.Index, time);
    }

    private static void Learn(ModelThread thread, in StoreRecord store, MemoryOrder order)
    {
        thread.Acquirable = Clock.Join(thread.Acquirable, store.Released);
        if (order == MemoryOrder.Ordered)
            thread.Known = Clock.Join(thread.Known, store.Released);
        else if (store.Value.Reference is { } reference)
            thread.Consumed.Add(reference, store.Released);
    }

    private static void UseObject(ModelThread thread, ref LocationHandle handle)
    {
        if (!thread.Consumed.IsEmpty)
            thread.Known = Clock.Join(thread.Known, thread.Consumed.KnownThrough(ref Unsafe.As<LocationHandle, byte>(ref handle)));
    }

    private static string Text(in Payload value) => value.Reference is { } reference ? Short(reference) : value.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Short(object reference) => reference is string text ? $"\"{text}\"" : reference.GetType().Name;

    private static int OldestReadable(ModelThread thread, Location location)
    {
        int index = location.Count - 1;
        while (index > 0)
        {
            ref StoreRecord store = ref location.Stores[index];
            if (thread.Known.KnowsAnyOf(store.Seen) || store.Event < thread.Horizon)
                break;
            index--;
        }
        return index;
    }

    private Payload LoadInRush(ModelThread thread, Location location, MemoryOrder order)
    {
        execution.CheckAborting();
        ref StoreRecord store = ref location.Latest;
        See(ref store, thread, (ushort)(thread.Time + 1));
        Learn(thread, store, order);
        if (!execution.OrdersFences)
            _fences.Read(thread, location, location.Count - 1);
        return store.Value;
    }

    private void Append(ModelThread thread, Location location, in Payload value, in Clock released, int done)
    {
        // To those who spin, a store of the same value is no progress.
        if (!location.Latest.Value.Equals(value))
            execution.CountStore(thread);
        ref StoreRecord store = ref location.Append();
        store.Value = value;
        store.Released = released;
        store.Seen = Clock.Never;
        Clock.Set(ref store.Seen, thread.Index, thread.Time);
        store.Event = done;
        store.Thread = (sbyte)thread.Index;
    }

    private void Race(ModelThread thread, string does, ModelThread other, string did, CheckedCell cell, int index, string kind)
    {
        string name = CellName(cell, index, kind);
        execution.Trace?.Add(thread, $"{does} {name} (plain): a race");
        execution.Fail(new ModelFailure(
            ModelFailureKind.DataRace, $"Data race on {name}: {thread.Name} {does} what {other.Name} {did}, and nothing orders the two.", null));
    }

    private static string CellName(CheckedCell cell, int index, string kind) => cell.Name ?? $"{kind} {index}";

    private string Describe(string verb, int index, in Payload value) =>
        execution.Trace is null ? "" : $"{verb} {NameOf(index)} = {Text(value)}";

    private int Resolve(ref LocationHandle handle, in Payload initial, string kind)
    {
        if (handle.Epoch == _epoch)
            return handle.Index;
        if (_count == _locations.Count)
            _locations.Add(new Location());
        _locations[_count].Reset(initial);
        _locations[_count].Kind = kind;
        handle.Epoch = _epoch;
        handle.Index = _count;
        return _count++;
    }

    private CheckedCell ResolveCell(ref LocationHandle handle)
    {
        if (handle.Epoch == _epoch)
            return _cells[handle.Index];
        if (_cellCount == _cells.Count)
            _cells.Add(new CheckedCell());
        _cells[_cellCount].Reset();
        handle.Epoch = _epoch;
        handle.Index = _cellCount;
        return _cells[_cellCount++];
    }
}
