using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>The open forks of one worker, oldest first: those that others can see, then those that are still private. Only the worker's own
/// thread touches it.</summary>
/// <remarks>SOURCE: the private and public parts of Wool's direct task stack: Faxén, "Efficient work stealing for fine grained
/// parallelism", ICPP 2010.</remarks>
internal unsafe struct ForkStack
{
    /// <summary>How many forks of one worker may wait to be taken; those of deeper joins stay with the worker. Bounds the memory of a worker
    /// at 16 bytes a fork.</summary>
    public const int MaxDepth = ModelBuild.IsActive ? 4 : 4096;

    // INVARIANT: the entries from the first one up to FirstPrivate are on the heap and visible to others; those from FirstPrivate up to Top
    // are private. _first <= FirstPrivate <= Top <= Last. All forks that are open beyond MaxDepth share the entry at Last, which is never
    // read: while one of them is being opened Top is Last + 1, until DropLast.
    public Fork* Top;
    public Fork* FirstPrivate;
    public readonly Fork* Last;
    private readonly Fork* _first;

    private readonly Fork[] _entries = GC.AllocateArray<Fork>(MaxDepth + 1, pinned: true);
    private HeapJob?[] _published = new HeapJob?[16];

    // A heap job that was taken back before anyone took it, kept for the next fork of its type.
    private HeapJob? _spare;

    public ForkStack()
    {
        _first = Top = FirstPrivate = (Fork*)Unsafe.AsPointer(ref _entries[0]);
        Last = _first + MaxDepth;
    }

    /// <summary>How many forks are open.</summary>
    public readonly int Depth => (int)(Top - _first);

    /// <summary>How many of the open forks are on the heap.</summary>
    public readonly int PublishedDepth => (int)(FirstPrivate - _first);

    public readonly bool HasPrivate => FirstPrivate < Top;

    /// <summary>Leaves the entry at <see cref="Last"/> to the next fork, if it is in use.</summary>
    public void DropLast()
    {
        if (Top > Last)
            Top = Last;
    }

    /// <summary>Where the job lay that was forked at the greatest depth since this was asked last, or null. To be asked while no fork is
    /// open.</summary>
    public readonly void* TakeDeepestJob()
    {
        // A fork is never opened before those below it were, and the entries of forks that have ended keep their jobs.
        void* deepest = null;
        for (Fork* entry = _first; entry < Last && entry->Job != null; entry++)
        {
            deepest = entry->Job;
            entry->Job = null;
        }
        return deepest;
    }

    /// <summary>Copies the oldest private fork to the heap. It stays private until <see cref="Published"/> is called with the copy.</summary>
    public HeapJob CopyOldest()
    {
        if (PublishedDepth == _published.Length)
            Array.Resize(ref _published, PublishedDepth * 2);
        return FirstPrivate->CopyToHeap(ref this, FirstPrivate->Job);
    }

    /// <summary>Says that the copy of the oldest private fork is visible to others now.</summary>
    public void Published(HeapJob copy)
    {
        _published[PublishedDepth] = copy;
        FirstPrivate++;
    }

    /// <summary>Ends the newest fork, which was published, and returns its heap job.</summary>
    public HeapJob EndPublished(Fork* fork)
    {
        int index = (int)(fork - _first);
        HeapJob job = _published[index]!;
        _published[index] = null;
        Top = fork;
        FirstPrivate = fork;
        return job;
    }

    /// <summary>A heap job for another fork of the same type, if one was kept.</summary>
    public HeapJob<TJob>? TakeSpare<TJob>()
        where TJob : struct, IForkJob
    {
        if (_spare is not HeapJob<TJob> spare)
            return null;
        _spare = null;
        return spare;
    }

    /// <summary>Keeps a heap job that nobody else can reach for the next fork of its type.</summary>
    public void KeepSpare(HeapJob spare) => _spare = spare;
}
