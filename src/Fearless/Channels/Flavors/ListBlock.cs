using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>A part of the list: some slots for values at consecutive positions, and the next part.</summary>
internal sealed class ListBlock<T>(int length)
{
    /// <summary>The length of a channel's first block.</summary>
    // SOURCE: crossbeam-channel/src/flavors/list.rs, BLOCK_CAP, of all of its blocks.
    public const int FirstLength = ModelBuild.IsActive ? 2 : 31;

    // A backlog of a million numbers, sent and received by one thread, took 35 ns a message in blocks of 31, which the collector moves one
    // by one, 28 in blocks of 255, and 13 in blocks of 4095. Longer ones bring no more, and the collector treats them as large objects.
    private const int MostBytes = 65_520;

    /// <summary>Stamps: zero or what an earlier use left; one more than the position of the value that is in it; <see cref="Read"/> of that
    /// when the value was taken.</summary>
    public readonly Slot<T>[] Slots = new Slot<T>[length];

    /// <summary>The position of the first slot. Written before the block is an end's, and only then.</summary>
    public AtomicLong Start;

    /// <summary>The part after this one. Written before the value of the last slot is published, by the one that sends it.</summary>
    public AtomicRef<ListBlock<T>> Next;

    private static int MostLength => ModelBuild.IsActive ? FirstLength + 1 : Math.Max(FirstLength, MostBytes / Unsafe.SizeOf<Slot<T>>());

    /// <summary>A block to follow this one, when none is kept: receivers are more than a block behind, so that longer ones pay.</summary>
    public ListBlock<T> CreateNext() => new(Math.Min((Slots.Length * 2) + 1, MostLength));

    /// <summary>The stamp of a slot whose value is in it.</summary>
    public static long Full(long position) => position + 1;

    /// <summary>The stamp of a slot whose value was taken.</summary>
    public static long Read(long position) => -(position + 1);
}
