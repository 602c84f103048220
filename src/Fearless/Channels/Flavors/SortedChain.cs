using System.Numerics;
using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>Values in order, equal ones in that of their arrival. Taking the first one compares nothing. For one thread at a
/// time.</summary>
// SOURCE: Pugh, "Skip Lists: A Probabilistic Alternative to Balanced Trees", CACM 1990, figure 4 (insertion).
internal sealed class SortedChain<T>
{
    // Enough for 4^12 values, sixteen million, at full speed.
    private const int MostLevels = ModelBuild.IsActive ? 2 : 12;
    private const int MostSpares = 64;

    private readonly IComparer<T> _comparer;
    private readonly Node _before = new(MostLevels);
    private readonly Node[] _path = new Node[MostLevels];

    // Nodes for use again, linked by their lowest level; one list for each number of levels.
    private readonly Node?[] _spares = new Node?[MostLevels];
    private int _spareCount;
    private ulong _random = 0x9E37_79B9_7F4A_7C15;

    public SortedChain(IComparer<T> comparer)
    {
        _comparer = comparer;
        Array.Fill(_path, _before);
    }

    /// <summary>Puts a value behind all that are not greater. When the comparer throws, or memory is short, nothing has changed.</summary>
    public void Add(T value)
    {
        Node node = _before;
        for (int level = MostLevels - 1; level >= 0; level--)
        {
            while (node.Next[level] is { } next && _comparer.Compare(next.Value.Read(), value) <= 0)
                node = next;
            _path[level] = node;
        }

        Node added = Rent(NextLevels());
        added.Value.Write(value);
        for (int level = 0; level < added.Next.Length; level++)
        {
            added.Next[level] = _path[level].Next[level];
            _path[level].Next[level] = added;
        }
        // Nothing but the chain keeps values alive.
        Array.Fill(_path, _before);
    }

    /// <summary>Takes the first value out. There is one.</summary>
    public T TakeFirst()
    {
        Node first = _before.Next[0]!;
        for (int level = 0; level < first.Next.Length; level++)
        {
            _before.Next[level] = first.Next[level];
            first.Next[level] = null;
        }
        T value = first.Value.Take();
        Return(first);
        return value;
    }

    private Node Rent(int levels)
    {
        if (_spares[levels - 1] is not { } node)
            return new Node(levels);
        _spares[levels - 1] = node.Next[0];
        _spareCount--;
        node.Next[0] = null;
        return node;
    }

    private void Return(Node node)
    {
        if (_spareCount == MostSpares)
            return;
        _spareCount++;
        node.Next[0] = _spares[node.Next.Length - 1];
        _spares[node.Next.Length - 1] = node;
    }

    // Each level has a quarter of the values of the one below.
    private int NextLevels()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return Math.Min(MostLevels, 1 + (BitOperations.TrailingZeroCount(_random) / 2));
    }

    private sealed class Node(int levels)
    {
        public Checked<T> Value;

        public readonly Node?[] Next = new Node?[levels];
    }
}
