using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A copy of one level of a skip list as it was at some time, laid out as a tree of blocks of keys, so that a search need not go
/// there from node to node. A hint: it may lack nodes that were added since.</summary>
// SOURCE: the layout is that of a static B-tree, see Khuong and Morin, "Array layouts for comparison-based searching", 2017, section 4.4.
internal sealed class SkipGuide<TKey, TValue>
{
    /// <summary>The keys of a block: two cache lines of eight bytes each.</summary>
    private const int BlockLength = 16;

    /// <summary>How many removed nodes a search goes back over before it begins at the head.</summary>
    private const int MostGaps = 8;

    // Whole blocks. First the keys of all nodes, ascending; then the last key of each of those blocks; then of each of these, up to a
    // single block. The room that is left in the last block of a tier holds its last key again. Never written after.
    private readonly TKey[] _keys;

    // The lowest first.
    private readonly Tier[] _tiers;

    // In the order of the keys. Null once the node was removed, lest it be kept alive.
    private readonly AtomicRef<SkipNode<TKey, TValue>>[] _nodes;

    /// <param name="level">The level.</param>
    /// <param name="nodes">Its nodes, in order, at the beginning of an array that becomes the guide's.</param>
    /// <param name="count">How many they are; at least one.</param>
    public SkipGuide(int level, AtomicRef<SkipNode<TKey, TValue>>[] nodes, int count)
    {
        Level = level;
        Count = count;
        _nodes = nodes;

        List<Tier> tiers = [];
        int length = 0;
        int keys = count;
        do
        {
            int blocks = (keys + BlockLength - 1) / BlockLength;
            tiers.Add(new(length, blocks));
            length += blocks * BlockLength;
            keys = blocks;
        }
        while (keys > 1);
        _tiers = [.. tiers];
        _keys = new TKey[length];
        for (int index = 0; index < _tiers[0].Blocks * BlockLength; index++)
            _keys[index] = nodes[Math.Min(index, count - 1)].Read()!.Key;
        for (int tier = 1; tier < _tiers.Length; tier++)
        {
            Tier below = _tiers[tier - 1];
            for (int index = 0; index < _tiers[tier].Blocks * BlockLength; index++)
                _keys[_tiers[tier].First + index] = _keys[below.First + ((Math.Min(index, below.Blocks - 1) + 1) * BlockLength) - 1];
        }
    }

    /// <summary>The level that it is a copy of. Each of its nodes was found there, and so is linked there and below.</summary>
    public int Level { get; }

    /// <summary>The number of its nodes, with those that were removed since.</summary>
    public int Count { get; }

    /// <summary>The nodes that are not removed, or not forgotten yet; for tests.</summary>
    internal IEnumerable<SkipNode<TKey, TValue>> Nodes =>
        _nodes.Take(Count).Select(static node => node.Read()).OfType<SkipNode<TKey, TValue>>();

    /// <summary>Finds the last node before a place that is not removed, unless many before it are.</summary>
    public bool TryFindBefore<TProbe>(TProbe probe, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        int count = CountBefore(probe);
        for (int index = count - 1; index >= 0 && index >= count - MostGaps; index--)
        {
            node = _nodes[index].Read();
            if (node is not null && node.Token.Read() is not null)
                return true;
        }
        node = null;
        return false;
    }

    /// <summary>Lets go of a node that was removed, which <paramref name="probe"/> looks for.</summary>
    public void Forget<TProbe>(SkipNode<TKey, TValue> node, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>
    {
        int index = CountBefore(probe);
        if (index < Count)
            _nodes[index].CompareAndSet(node, null);
    }

    /// <summary>Lets go of all nodes that were removed.</summary>
    public void ForgetRemoved()
    {
        for (int index = 0; index < Count; index++)
        {
            if (_nodes[index].Read() is { } node && node.Token.Read() is null)
                _nodes[index].Write(null);
        }
    }

    /// <summary>The number of keys that lie before a place.</summary>
    private int CountBefore<TProbe>(TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        // INVARIANT: the first key of a tier that does not lie before the place is in this block of it, or there is none.
        int block = 0;
        Tier[] tiers = _tiers;
        for (int index = tiers.Length - 1; index > 0; index--)
        {
            Tier tier = tiers[index];
            int before = (block * BlockLength) + CountInBlock(tier.First + (block * BlockLength), probe);
            block = Math.Min(before, tiers[index - 1].Blocks - 1);
        }
        return Math.Min((block * BlockLength) + CountInBlock(block * BlockLength, probe), Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CountInBlock<TProbe>(int first, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        // SAFETY: a tier has whole blocks, and this is one of them.
        ref TKey block = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_keys), first);
        if (typeof(TProbe) == typeof(DefaultProbe<TKey>) && KeyOrder.IsWholeNumber<TKey>() && Vector256.IsHardwareAccelerated)
        {
            // SAFETY: the types are the same.
            Vector256<TKey> sought = Vector256.Create(Unsafe.As<TProbe, DefaultProbe<TKey>>(ref probe).Sought);
            int smaller = 0;
            for (int i = 0; i < BlockLength; i += Vector256<TKey>.Count)
            {
                Vector256<TKey> keys = Vector256.LoadUnsafe(ref block, (nuint)i);
                smaller += BitOperations.PopCount(Vector256.LessThan(keys, sought).ExtractMostSignificantBits());
            }
            return smaller;
        }

        // A step of a binary search adds half of what is left, or nothing.
        int count = 0;
        for (int half = BlockLength / 2; half > 0; half /= 2)
            count += probe.IsBehind(Unsafe.Add(ref block, count + half - 1)) ? half : 0;
        return count + (probe.IsBehind(Unsafe.Add(ref block, count)) ? 1 : 0);
    }

    /// <summary>Where a tier begins among the keys, and how many blocks it has.</summary>
    private readonly record struct Tier(int First, int Blocks);
}
