namespace Fearless;

/// <summary>A range of memory that someone keeps in its place: pinned, on the stack of a frame that waits, or outside the heap.</summary>
/// <param name="start">The first byte; null for the empty range.</param>
/// <param name="byteCount">The number of bytes.</param>
internal readonly unsafe struct PinnedRange(void* start, nuint byteCount)
{
    private readonly void* _start = start;

    /// <summary>Whether all of another range lies in this one.</summary>
    public bool Contains(void* start, nuint length)
    {
        // Unsigned, so that a start below this range is a huge offset.
        nuint offset = (nuint)start - (nuint)_start;
        return offset <= byteCount && length <= byteCount - offset;
    }
}
