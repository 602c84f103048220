namespace Fearless.Testing;

/// <summary>What the full fences of one execution make known to each other, without saying more about their order than the loads have shown.</summary>
/// <remarks>
/// There is one order of all full fences, interlocked operations included, and of any two the later knows what the earlier knew. It is not the order in
/// which they were executed, but any that agrees with what was seen: so two of them on different locations need not be explored in both orders. A load that reads
/// an old value says that the fences before it came before every fence that knows the newer one. The README has the argument.
/// <para>INVARIANT (closed): a clock that includes a fence includes what that fence knows; so do the clocks of all threads, stores and fences.</para>
/// </remarks>
internal sealed class FenceOrder(Execution execution)
{
    private readonly int[] _last = new int[Clock.Threads];
    private Fence[] _fences = new Fence[64];
    private Reading[] _readings = new Reading[64];
    private int _count;
    private int _readingCount;

    public void Begin()
    {
        _count = 0;
        _readingCount = 0;
        Array.Fill(_last, -1);
    }

    /// <summary>A full fence of <paramref name="thread"/>, whose clock tells what it knows by itself, and then what the fences before it knew.</summary>
    public void Pass(ModelThread thread)
    {
        Clock known = thread.Known;
        // What can only have come before it, by the order of the stores of one location, did. Where every load reads the newest, that is all of its past.
        Include(ref known, execution.AllowsStaleReads ? thread.Before : thread.Past);
        for (bool grew = true; grew;)
        {
            grew = false;
            for (int index = 0; index < _readingCount; index++)
            {
                ref Reading reading = ref _readings[index];
                // Most lie in the past already, and then what their fences know does too: that is quick to see, however many stores came since.
                if (!known.KnowsAllOf(reading.Known) && KnowsNewer(known, reading.Location, reading.Store))
                    grew |= Include(ref known, reading.Known);
            }
        }
        thread.Known = known;
        thread.Fenced = known;

        if (_count == _fences.Length)
            Array.Resize(ref _fences, _count * 2);
        _fences[_count] = new Fence { Thread = thread.Index, Time = thread.Time, Earlier = _last[thread.Index], Known = known };
        _last[thread.Index] = _count++;
    }

    /// <summary>A full fence of <paramref name="thread"/> that comes after all that were executed before it.</summary>
    public void PassAfterAll(ModelThread thread)
    {
        foreach (int last in _last.AsSpan(0, execution.ThreadCount))
        {
            if (last >= 0)
                thread.Known = Clock.Join(thread.Known, _fences[last].Known);
        }
        Pass(thread);
    }

    /// <summary><paramref name="thread"/> has read the store number <paramref name="store"/> of a location.</summary>
    public void Read(ModelThread thread, Location location, int store)
    {
        // Before the first fence that it knows, a load orders none.
        if (_count == 0 || !KnowsFence(thread.Known))
            return;
        int last = location.LastReading[thread.Index];
        if (last >= 0 && _readings[last].Store == store)
        {
            _readings[last].Known = thread.Known;
        }
        else
        {
            if (_readingCount == _readings.Length)
                Array.Resize(ref _readings, _readingCount * 2);
            location.LastReading[thread.Index] = _readingCount;
            _readings[_readingCount++] = new Reading { Location = location, Store = store, Known = thread.Known };
        }
        if (store == location.Count - 1)
            return;

        bool grew = false;
        for (int index = 0; index < _count; index++)
        {
            ref Fence fence = ref _fences[index];
            if (KnowsNewer(fence.Known, location, store))
                grew |= Include(ref fence.Known, thread.Known);
        }
        if (grew)
            Close();
    }

    private static bool KnowsNewer(in Clock known, Location location, int store)
    {
        for (int newer = location.Count - 1; newer > store; newer--)
        {
            if (known.KnowsAnyOf(location.Stores[newer].Seen))
                return true;
        }
        return false;
    }

    private bool KnowsFence(in Clock clock)
    {
        for (int thread = 0; thread < execution.ThreadCount; thread++)
        {
            if (LastOf(thread, clock[thread]) >= 0)
                return true;
        }
        return false;
    }

    private int LastOf(int thread, ushort time)
    {
        int fence = _last[thread];
        while (fence >= 0 && _fences[fence].Time > time)
            fence = _fences[fence].Earlier;
        return fence;
    }

    // Adds to `known` what the fences know that `past` includes. Returns whether that was anything new.
    private bool Include(ref Clock known, in Clock past)
    {
        bool grew = false;
        for (int thread = 0; thread < execution.ThreadCount; thread++)
        {
            int fence = LastOf(thread, past[thread]);
            if (fence < 0 || known.KnowsAllOf(_fences[fence].Known))
                continue;
            known = Clock.Join(known, _fences[fence].Known);
            grew = true;
        }
        return grew;
    }

    // Restores the invariant after a fence that was passed before has turned out to know more.
    private void Close()
    {
        for (bool grew = true; grew;)
        {
            grew = false;
            for (int index = 0; index < _count; index++)
                grew |= Include(ref _fences[index].Known, _fences[index].Known);
        }
        for (int index = 0; index < execution.ThreadCount; index++)
        {
            ModelThread thread = execution.Thread(index);
            Include(ref thread.Known, thread.Known);
            Include(ref thread.Acquirable, thread.Acquirable);
            Include(ref thread.Fenced, thread.Fenced);
            foreach (ref Clock released in thread.Consumed.Released)
                Include(ref released, released);
        }
        foreach (Location location in execution.Memory.Locations)
        {
            foreach (ref StoreRecord store in location.Stores.AsSpan(0, location.Count))
                Include(ref store.Released, store.Released);
        }
    }

    private struct Fence
    {
        public int Thread;
        public ushort Time;
        public int Earlier;
        public Clock Known;
    }

    private struct Reading
    {
        public Location Location;
        public int Store;
        public Clock Known;
    }
}
