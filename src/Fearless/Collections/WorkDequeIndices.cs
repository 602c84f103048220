using System.Runtime.InteropServices;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>The two ends of a deque, each on cache lines of its own: the owner writes the one, thieves write the other.</summary>
/// <remarks>SOURCE: 128 bytes, because x64 prefetches lines in pairs and some
/// arm64 lines are that long: crossbeam-utils `cache_padded.rs`.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct WorkDequeIndices
{
    [FieldOffset(128)]
    public AtomicLong Top;

    [FieldOffset(256)]
    public AtomicLong Bottom;

    /// <summary>Below this index no slot holds an item that was taken. The owner's alone.</summary>
    // Behind the atomic in its larger size under the model checker too.
    [FieldOffset(272)]
    public long Cleared;
}
