namespace Fearless.Testing;

/// <summary>An atomic variable in one execution: every value that it has had, and who waits on it.</summary>
internal sealed class Location
{
    public StoreRecord[] Stores = new StoreRecord[8];
    public int Count;

    /// <summary>The event that wrote last; -1 before any.</summary>
    public int LastWrite;

    /// <summary>What came before all that has been written, or slept, or woken here.</summary>
    public Clock Before;

    /// <summary>The last event of each thread that read since <see cref="LastWrite"/>; -1 for none.</summary>
    public readonly int[] LastReads = new int[Clock.Threads];

    /// <summary>Which threads have an entry in <see cref="LastReads"/>.</summary>
    public uint Readers;

    /// <summary>Where each thread's last load is in the <see cref="FenceOrder"/>; -1 for nowhere.</summary>
    public readonly int[] LastReading = new int[Clock.Threads];

    /// <summary>The threads that sleep on it, first come first.</summary>
    public readonly List<ModelThread> Sleepers = new(Clock.Threads);

    public string? Name;
    public string Kind = "";

    public ref StoreRecord Latest => ref Stores[Count - 1];

    public void Reset(in Payload initial)
    {
        Count = 1;
        Stores[0] = new StoreRecord { Value = initial, Event = -1, Thread = -1 };
        LastWrite = -1;
        Readers = 0;
        Before = Clock.Zero;
        Array.Fill(LastReading, -1);
        Sleepers.Clear();
        Name = null;
    }

    /// <summary>Puts a step behind all that were done here.</summary>
    public void Follow(ref Clock before)
    {
        before = Clock.Join(before, Before);
        Before = before;
    }

    public ref StoreRecord Append()
    {
        if (Count == Stores.Length)
            Array.Resize(ref Stores, Count * 2);
        return ref Stores[Count++];
    }
}
