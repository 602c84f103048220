using System.Runtime.CompilerServices;

namespace Fearless.Collections;

/// <summary>How searches go through a skip list: looking at nothing but keys, or unlinking removed nodes on the way.</summary>
internal static class SkipSearch<TKey, TValue>
{
    /// <summary>Whether a link that was just read from <paramref name="node"/> may hold a mark.</summary>
    /// <remarks>Tells by the node, which is in the cache, rather than by the type of what the link holds, which may not be, and of which a
    /// search wants another cache line.</remarks>
    // ORDERING: a mark is linked after the token became null, and read before the token is: whoever reads a mark reads null here. The
    // acquire of the link pairs with the compare-and-swap that put the mark there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsMark(SkipNode<TKey, TValue> node) => node.Token.Read() is null;

    // SAFETY: a link of a node of this list holds a node of this list or a mark. It is no mark: HoldsMark was asked after it was read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SkipNode<TKey, TValue> AsNode(SkipLink link) => Unsafe.As<SkipNode<TKey, TValue>>(link);

    /// <summary>Looks for a key and at nothing but keys. Writes nothing.</summary>
    /// <param name="list">Where.</param>
    /// <param name="probe">What is looked for.</param>
    /// <param name="previous">The last node before it on the level where the search ended, which is the lowest unless it is found.</param>
    /// <param name="foundAt">That level, if <paramref name="previous"/> is sure to be linked there; else negative.</param>
    /// <param name="node">The node with the key, when found.</param>
    /// <param name="token">Its token, when found.</param>
    // Inlined, so that what it returns stays in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SkipSearchOutcome Find<TProbe>(
        SkipList<TKey, TValue> list,
        TProbe probe,
        out SkipNode<TKey, TValue> previous,
        out int foundAt,
        out SkipNode<TKey, TValue>? node,
        out object? token)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        bool isGuided = list.Guides.TryFindBefore(probe, out SkipNode<TKey, TValue>? start, out int level);
        SkipNode<TKey, TValue> current = isGuided ? start! : list.Head;
        level = isGuided ? level : list.Levels - 1;

        // The node that ended the level above: known to lie behind the key, so not compared again.
        SkipLink? beyond = null;
        node = null;
        token = null;
        foundAt = -1;
        for (; level >= 0; level--)
        {
            while (true)
            {
                // ORDERING: acquire, pairs with the compare-and-swap that linked the node: its key and its own links are seen too.
                SkipLink? link = current.Next(level).Read();
                if (ReferenceEquals(link, beyond) || link is null)
                    break;
                if (HoldsMark(current))
                {
                    previous = current;
                    return SkipSearchOutcome.Lost;
                }
                SkipNode<TKey, TValue> next = AsNode(link);
                if (probe.IsBehind(next.Key))
                {
                    current = next;

                    // A high node that the guide does not know: up, lest there be many. It may not be linked there yet; then the link is
                    // null, or leads on all the same.
                    if (isGuided && next.Height - 1 > level)
                        level = next.Height - 1;
                    continue;
                }
                if (probe.CompareTo(next.Key) != 0)
                {
                    beyond = link;
                    break;
                }
                token = next.Token.Read();
                if (token is not null)
                {
                    previous = current;
                    node = next;
                    foundAt = isGuided && level > 0 ? -1 : level;
                    return SkipSearchOutcome.Found;
                }

                // Removed. On an upper level that tells nothing, as the key may have been added anew. On level 0 there was a moment
                // during this call without the key: the node was in the list when its link was read, and no other had the key then.
                break;
            }
        }
        previous = current;
        return SkipSearchOutcome.Missing;
    }

    /// <summary>Moves right on one level as far as the place that is looked for, unlinking removed nodes.</summary>
    /// <returns>False when the node it stands at was removed, so that what follows it may not be seen from here.</returns>
    // Inlined, so that the position stays in registers: each reference that is stored through a ref costs a call of the write barrier.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdvance<TProbe>(ref SkipPosition<TKey, TValue> position, int level, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        SkipNode<TKey, TValue> previous = position.Previous;
        while (true)
        {
            SkipLink? link = previous.Next(level).Read();
            if (link is null)
            {
                position.Previous = previous;
                position.Next = null;
                position.Token = null;
                position.Order = -1;
                return true;
            }
            if (HoldsMark(previous))
                return false;

            SkipNode<TKey, TValue> current = AsNode(link);

            // ORDERING: acquire, after the link was read: if the node is not removed now, it was not when the link led to it.
            object? token = current.Token.Read();
            if (token is null)
            {
                Unlink(previous, current, level);
                continue;
            }

            // The node that ended the level above has been compared.
            int order = position.Order;
            if (!ReferenceEquals(current, position.Next))
            {
                if (probe.IsBehind(current.Key))
                {
                    previous = current;
                    continue;
                }
                order = probe.CompareTo(current.Key);
            }
            position.Previous = previous;
            position.Next = current;
            position.Token = token;
            position.Order = order;
            return true;
        }
    }

    /// <summary>Moves right on one level after another, from <paramref name="level"/> down to the lowest.</summary>
    /// <returns>False when a node that it stood at was removed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDescend<TProbe>(ref SkipPosition<TKey, TValue> position, int level, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        for (; level >= 0; level--)
        {
            if (!TryAdvance(ref position, level, probe))
                return false;
        }
        return true;
    }

    /// <summary>Takes a removed node out of one level, behind <paramref name="previous"/>, unless another thread is quicker.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Unlink(SkipNode<TKey, TValue> previous, SkipNode<TKey, TValue> removed, int level)
    {
        removed.Freeze();
        var mark = (SkipMark)removed.Next(level).Read()!;

        // RACE: when another thread took it out first, this compare-and-swap fails: a node is linked once on each level and does not come
        // back. So does one with a link that was cut already, which has no successor to tell.
        if (previous.Next(level).CompareAndSet(removed, mark.Successor))
            removed.Next(level).Write(SkipMark.Unlinked);
    }
}
