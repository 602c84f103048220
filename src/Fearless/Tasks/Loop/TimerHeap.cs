namespace Fearless.Tasks;

/// <summary>What is to run at a time, the next first. One thread's; a heap of four children a node, whose entries know their places, so that
/// adding and removing take a logarithmic number of steps and allocate nothing but the growing array.</summary>
// SOURCE: LaMarca and Ladner, "The influence of caches on the performance of heaps", JEA 1996: four children share a cache line or two.
internal sealed class TimerHeap : ILeaf
{
    private const int Arity = 4;
    private const int SmallestCapacity = 16;
    private const int LargestKept = 1024;

    private Entry[] _entries = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many there is room for.</summary>
    public int Capacity => _entries.Length;

    /// <summary>When the next is due, in units of the loop's clock. Only when there is one.</summary>
    public long Next => _entries[0].Due;

    TaskActivity ILeaf.Activity => TaskActivity.Sleeping;

    /// <summary>Adds <paramref name="timed"/>, which is not in it.</summary>
    public void Add(long due, Timed timed)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(SmallestCapacity, Count * 2));
        MoveUp(Count++, new Entry(due, timed));
    }

    /// <summary>Takes <paramref name="timed"/> out. False when it is not in it.</summary>
    public bool Remove(Timed timed)
    {
        int index = timed.TimerIndex;
        if (index < 0)
            return false;
        timed.TimerIndex = -1;
        Entry last = _entries[--Count];
        _entries[Count] = default;
        if (index < Count)
            Fill(index, last);
        // Not bit by bit: arrays of this size are collected with everything else, and to cancel many took five times as long.
        if (Count == 0 && _entries.Length > LargestKept)
            _entries = [];
        return true;
    }

    /// <summary>Takes out what is due at <paramref name="now"/>, and tells it.</summary>
    public void Fire(EventLoop loop, long now)
    {
        while (TryTakeDue(now) is { } timed)
            timed.OnTime(loop);
    }

    /// <summary>Takes out the next, if it is due at <paramref name="now"/>.</summary>
    public Timed? TryTakeDue(long now)
    {
        if (Count == 0 || _entries[0].Due > now)
            return null;
        Timed timed = _entries[0].Timed;
        Remove(timed);
        return timed;
    }

    /// <summary>Lets go of a frame that sleeps, or that sleeps for ever and so is in no place.</summary>
    bool ILeaf.TryRelease(Frame waiter)
    {
        Remove(waiter);
        return true;
    }

    private void Fill(int hole, Entry entry)
    {
        if (hole > 0 && entry.Due < _entries[(hole - 1) / Arity].Due)
            MoveUp(hole, entry);
        else
            MoveDown(hole, entry);
    }

    private void MoveUp(int hole, Entry entry)
    {
        while (hole > 0)
        {
            int parent = (hole - 1) / Arity;
            if (_entries[parent].Due <= entry.Due)
                break;
            Put(hole, _entries[parent]);
            hole = parent;
        }
        Put(hole, entry);
    }

    private void MoveDown(int hole, Entry entry)
    {
        while (true)
        {
            int first = (hole * Arity) + 1;
            if (first >= Count)
                break;
            int least = first;
            int end = Math.Min(first + Arity, Count);
            for (int child = first + 1; child < end; child++)
            {
                if (_entries[child].Due < _entries[least].Due)
                    least = child;
            }
            if (_entries[least].Due >= entry.Due)
                break;
            Put(hole, _entries[least]);
            hole = least;
        }
        Put(hole, entry);
    }

    private void Put(int index, Entry entry)
    {
        _entries[index] = entry;
        entry.Timed.TimerIndex = index;
    }

    private readonly record struct Entry(long Due, Timed Timed);
}
