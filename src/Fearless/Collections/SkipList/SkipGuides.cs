using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>The guide of a skip list. It is made anew when about half as many keys came or went as it has.</summary>
internal struct SkipGuides<TKey, TValue>
{
    /// <summary>With fewer keys a list has no guide.</summary>
    private const int Least = 16;

    /// <summary>With more nodes on a level the one above is copied. It takes a millisecond or so, for which one operation pays.</summary>
    private const int Most = 1 << 16;

    private AtomicRef<SkipGuide<TKey, TValue>> _current;
    private AtomicBool _isMaking;

    /// <summary>The last guide. None where keys hold references: it would keep those alive that were removed.</summary>
    public readonly SkipGuide<TKey, TValue>? Current => ArePossible ? _current.Read() : null;

    private static bool ArePossible => !RuntimeHelpers.IsReferenceOrContainsReferences<TKey>();

    /// <summary>Finds a node before a place and not far from it, to begin at on <paramref name="level"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryFindBefore<TProbe>(TProbe probe, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, out int level)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        if (Current is { } guide && guide.TryFindBefore(probe, out node))
        {
            // Between two of its nodes there is none on its level, except new ones.
            level = Math.Max(guide.Level - 1, 0);
            return true;
        }
        node = null;
        level = 0;
        return false;
    }

    /// <summary>Tells that a node of this height was added or removed.</summary>
    public void Changed(SkipList<TKey, TValue> list, int height, SkipStatistics statistics)
    {
        // Under the model checker a guide is made when the test says so.
        if (!ArePossible || ModelBuild.IsActive)
            return;
        SkipGuide<TKey, TValue>? guide = _current.Read();
        int level = guide?.Level ?? 0;
        int count = guide?.Count ?? 0;
        if (height > level && statistics.IsDrawn(Math.Max(Least, count / 2)) && list.Count >= Least)
            Make(list);
    }

    /// <summary>Lets go of a node that was removed.</summary>
    // ORDERING: its token became null by a full fence, before the guide is read here. Make puts the guide there by one, before it looks at
    // the tokens. So this reads the new guide, or that sees the null.
    // Model: A_guide_lets_go_of_a_node_that_is_removed_while_it_is_made.
    public readonly void Forget<TProbe>(SkipNode<TKey, TValue> node, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>
    {
        if (Current is { } guide && node.Height > guide.Level)
            guide.Forget(node, probe);
    }

    /// <summary>Makes a guide of the list as it is, unless another thread is doing so, or what it stands at is removed: nobody depends on
    /// it.</summary>
    public void Make(SkipList<TKey, TValue> list)
    {
        if (!ArePossible || _isMaking.Exchange(true))
            return;
        try
        {
            if (TryCopy(list, out SkipGuide<TKey, TValue>? guide))
            {
                _current.Exchange(guide);
                guide?.ForgetRemoved();
            }
        }
        catch (OutOfMemoryException)
        {
            // The key is in the list, or out of it: the operation has happened. Searches go on with the guide that they have.
        }
        finally
        {
            _isMaking.Write(false);
        }
    }

    /// <returns>False when it stood at a node that was removed. An empty list has no guide.</returns>
    private static bool TryCopy(SkipList<TKey, TValue> list, out SkipGuide<TKey, TValue>? guide)
    {
        int level = 0;
        while (list.Count >> (2 * level) > Most)
            level++;

        // What does not fit in, as there are more than were counted, is added later. So are those behind.
        int expected = (int)(list.Count >> (2 * level));
        var nodes = new AtomicRef<SkipNode<TKey, TValue>>[expected + (expected / 8) + Least];
        int count = 0;
        var position = new SkipPosition<TKey, TValue>(list.Head);
        while (count < nodes.Length)
        {
            if (!SkipSearch<TKey, TValue>.TryAdvance(ref position, level, default(StartProbe<TKey>)))
            {
                guide = null;
                return false;
            }
            if (position.Next is not { } next)
                break;
            nodes[count++] = new(next);
            position = new(next);
        }
        guide = count == 0 ? null : new(level, nodes, count);
        return true;
    }
}
