using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A key of a skip list, its value, and a link for each of the levels that it is part of.</summary>
/// <remarks>The links lie in the node itself, beside the key and the token, so that a step of a search touches one cache line more often than
/// not: .NET has no arrays inside objects, so there is a class for each height (see <see cref="SkipNodes"/>).</remarks>
[DebuggerDisplay("{Key}, height {Height}, removed: {Token.ReadRelaxed() == null}")]
internal abstract class SkipNode<TKey, TValue> : SkipCell<TValue>
{
    // Written before the node is published by the compare-and-swap of level 0, and never after.
    private Checked<TKey> _key;

    protected SkipNode(int height, TKey key, TValue value)
        : base(height, value) => _key = new(key);

    public TKey Key
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _key.Read();
    }

    /// <summary>The link of <paramref name="level"/>.</summary>
    /// <param name="level">Below <see cref="SkipCell{TValue}.Height"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref AtomicRef<SkipLink> Next(int level)
    {
        Debug.Assert((uint)level < (uint)Height, "A node is part of the levels below its height.");

        // SAFETY: every node is one of the classes in SkipNodes, each of which adds one field to this class, a tower of at least Height
        // links. The runtime lays out the fields of a base class first and aligns what follows by its type, so the towers of all of
        // them begin at the same offset (a test reads it), and the level is within the tower.
        return ref Unsafe.Add(ref Unsafe.As<SkipNode1<TKey, TValue>>(this).Tower.First, level);
    }

    /// <summary>Sees that every link of this node, which was removed, holds a mark. From then on its links do not change, but to be cut.</summary>
    public void Freeze()
    {
        // INVARIANT: from the top down, so that a mark in level 0 means that all are marked.
        if (Next(0).Read() is SkipMark)
            return;
        for (int level = Height - 1; level >= 0; level--)
        {
            SkipLink? successor = Next(level).Read();
            while (successor is not SkipMark)
            {
                // RACE: several threads may freeze a node that was removed. One of them marks each link, and any mark will do.
                SkipLink? before = Next(level).CompareExchange(successor, new SkipMark(successor));
                if (ReferenceEquals(before, successor))
                    break;
                successor = before;
            }
        }
    }
}
