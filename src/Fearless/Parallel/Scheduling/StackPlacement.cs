using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>Chooses where on a worker's stack a job begins, so that the frames of its forks stay clear of the fields that each fork
/// loads. Worker's thread only.</summary>
/// <remarks>
/// A load waits for an earlier store whose address has the same last twelve bits. Each fork loads fields of the worker, and all that jobs
/// do stores to the stack, so a recursion forks at half its speed wherever its frames meet those bits, which happens once in four
/// kilobytes. Most forks are in the deepest frames. So a job begins where the two meet a kilobyte below the deepest frame that an earlier
/// job forked in: the three kilobytes above it are free.
/// <para>SOURCE: "4-kilobyte aliasing" in Intel's optimization manual; AMD's processors compare the same bits.</para>
/// </remarks>
internal unsafe struct StackPlacement
{
    private const int Period = 4096;

    // For the frames below the last one that forks, and for the fields of a worker that lie behind its forks.
    private const int Slack = 1024;

    // What lies further below belongs to no frame of this stack: such a job was on the heap.
    private const long MaxReach = 64 << 20;

    // How far below its beginning jobs fork. At first a guess: a recursion meets the bits four kilobytes down.
    private long _reach = Period - Slack;

    public StackPlacement()
    {
    }

    /// <summary>How much to leave free below <paramref name="here"/>.</summary>
    /// <param name="here">The end of the caller's frame, or close to it.</param>
    /// <param name="fields">The fields that each fork loads.</param>
    public readonly int Gap(void* here, void* fields) => (int)((nuint)((byte*)here - _reach - Slack - (byte*)fields) % Period);

    /// <summary>Learns from a job that has ended.</summary>
    /// <param name="start">Where it began.</param>
    /// <param name="deepest">The deepest job that it forked; null if it forked none.</param>
    public void Learn(void* start, void* deepest)
    {
        long reach = (byte*)start - (byte*)deepest;
        if (deepest == null || reach is < 0 or > MaxReach)
            return;
        // Jobs of several kinds take turns, and others take their halves and quarters: follow the deepest of late.
        _reach = Math.Max(reach, _reach / 2);
    }
}
