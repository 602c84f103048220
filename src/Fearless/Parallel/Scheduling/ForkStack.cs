using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>The open forks of one worker, oldest first: those that others can see, then those that are still private. Only the worker's own
/// thread touches it.</summary>
/// <remarks>SOURCE: the private and public parts of Wool's direct task stack: Faxén, "Efficient work stealing for fine grained
/// parallelism", ICPP 2010.</remarks>
internal unsafe struct ForkStack
{
    /// <summary>How many forks may be open on one worker; deeper joins run inline. Bounds the memory of a worker at 16 bytes a
    /// fork.</summary>
    public const int MaxDepth = ModelBuild.IsActive ? 4 : 4096;

    // INVARIANT: entries [0, PublishedDepth) are on the heap and visible to others; entries [PublishedDepth, Depth) are private.
    // 0 <= PublishedDepth <= Depth <= MaxDepth.
    public readonly Fork* Entries;
    public int Depth;
    public int PublishedDepth;

    /// <summary>How many forks were opened so far.</summary>
    public long Opened;

    private readonly Fork[] _memory = GC.AllocateArray<Fork>(MaxDepth, pinned: true);
    private HeapJob?[] _published = new HeapJob?[16];

    // A heap job that was taken back before anyone took it, kept for the next fork of its type.
    private HeapJob? _spare;

    public ForkStack() => Entries = (Fork*)Unsafe.AsPointer(ref _memory[0]);

    public readonly bool HasPrivate => PublishedDepth < Depth;

    /// <summary>Copies the oldest private fork to the heap. It stays private until <see cref="Published"/> is called with the copy.</summary>
    public HeapJob CopyOldest()
    {
        if (PublishedDepth == _published.Length)
            Array.Resize(ref _published, PublishedDepth * 2);
        Fork* fork = Entries + PublishedDepth;
        return fork->CopyToHeap(ref this, fork->Job);
    }

    /// <summary>Says that the copy of the oldest private fork is visible to others now.</summary>
    public void Published(HeapJob copy) => _published[PublishedDepth++] = copy;

    /// <summary>Ends the newest fork, which was published, and returns its heap job.</summary>
    public HeapJob EndPublished(int depth)
    {
        HeapJob job = _published[depth]!;
        _published[depth] = null;
        Depth = depth;
        PublishedDepth = depth;
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
