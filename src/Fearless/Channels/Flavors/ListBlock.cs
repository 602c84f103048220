using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>A part of the list: some slots, and the next part.</summary>
internal sealed class ListBlock<T>
{
    // SOURCE: crossbeam-channel/src/flavors/list.rs, BLOCK_CAP and LAP. One position of each lap stands for the step to the next block.
    public const int Length = ModelBuild.IsActive ? 2 : 31;
    public const int Lap = Length + 1;

    /// <summary>Stamps: zero or what an earlier use left; one more than the position of the value that is in it; <see cref="Read"/> of that
    /// when
    /// the value was taken.</summary>
    public readonly Slot<T>[] Slots = new Slot<T>[Length];

    public AtomicRef<ListBlock<T>> Next;

    /// <summary>The stamp of a slot whose value is in it.</summary>
    public static long Full(long position) => position + 1;

    /// <summary>The stamp of a slot whose value was taken.</summary>
    public static long Read(long position) => -(position + 1);
}
