using System.Diagnostics.CodeAnalysis;

namespace Fearless.Collections;

/// <summary>The insertion of one key: what is to be inserted, and what was found in its place.</summary>
internal struct SkipInsertion<TKey, TValue, TProbe>(SkipList<TKey, TValue> list, TProbe probe, TKey key, TValue value, int height)
    where TProbe : struct, ISkipProbe<TKey>
{
    /// <summary>How many levels the node will have.</summary>
    public readonly int Height = height;

    /// <summary>The node with the key: the new one, made once its place is known, or the one that has the key already.</summary>
    public SkipNode<TKey, TValue>? Node = null;

    /// <summary>The token of the node that has the key already.</summary>
    public object? ExistingToken = null;

    /// <summary>Tries once, from the head.</summary>
    public SkipInsertionOutcome Try()
    {
        int level = Math.Max(list.Levels, Height) - 1;
        var position = new SkipPosition<TKey, TValue>(list.Head);
        for (; level >= Height && position.Order != 0; level--)
        {
            if (!SkipSearch<TKey, TValue>.TryAdvance(ref position, level, probe))
                return SkipInsertionOutcome.Restart;
        }
        return position.Order == 0 ? AlreadyThere(position.Next!, position.Token!) : Insert(position, level);
    }

    /// <summary>Tries once, on the lowest level, from a node before the place. Only for a node that has no other level.</summary>
    public SkipInsertionOutcome TryBehind(SkipNode<TKey, TValue> previous) => Insert(new(previous), level: 0);

    public SkipInsertionOutcome AlreadyThere(SkipNode<TKey, TValue> node, object token)
    {
        Node = node;
        ExistingToken = token;
        return SkipInsertionOutcome.Found;
    }

    /// <summary>Goes down to level 0, links the node there, and links it on each level on the way back up: the predecessors wait on the
    /// stack, as deep as the node is high, so nothing is allocated or cleared for those of all levels.</summary>
    private SkipInsertionOutcome Insert(SkipPosition<TKey, TValue> position, int level)
    {
        while (true)
        {
            if (!SkipSearch<TKey, TValue>.TryAdvance(ref position, level, probe))
                return SkipInsertionOutcome.Restart;
            if (position.Order == 0)
                return AlreadyThere(position.Next!, position.Token!);
            if (level > 0)
            {
                SkipInsertionOutcome outcome = Insert(position, level - 1);
                return outcome == SkipInsertionOutcome.Inserted ? LinkAbove(position, level, Node!) : outcome;
            }
            SkipNode<TKey, TValue> node = Node ??= SkipNodes.Create(Height, key, value);
            node.Next(0).WriteRelaxed(position.Next);

            // ORDERING: a full fence; the node is complete before it can be reached. From here on the key is in the list.
            if (position.Previous.Next(0).CompareAndSet(position.Next, node))
                return SkipInsertionOutcome.Inserted;

            // A node came in between, or the one before was removed. The order of the next one is known all the same.
        }
    }

    /// <summary>Links a node that is in the list on one more level. Optional: without it searches are a little slower.</summary>
    private readonly SkipInsertionOutcome LinkAbove(SkipPosition<TKey, TValue> position, int level, SkipNode<TKey, TValue> node)
    {
        while (true)
        {
            SkipLink? own = node.Next(level).Read();
            if (own is SkipMark)
                return SkipInsertionOutcome.InsertedBelow;
            if (!ReferenceEquals(own, position.Next) && !node.Next(level).CompareAndSet(own, position.Next))
                return SkipInsertionOutcome.InsertedBelow; // Marked: it is being removed.
            if (position.Previous.Next(level).CompareAndSet(position.Next, node))
                return SkipInsertionOutcome.Inserted;
            if (!TryFindPlaceAgain(ref position, level))
                return SkipInsertionOutcome.InsertedBelow;
        }
    }

    /// <summary>Searches one level anew after it changed there.</summary>
    /// <returns>False when the level is to be left as it is: the node was removed meanwhile, or the comparer failed.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "See below.")]
    private readonly bool TryFindPlaceAgain(ref SkipPosition<TKey, TValue> position, int level)
    {
        try
        {
            if (!SkipSearch<TKey, TValue>.TryAdvance(ref position, level, probe))
            {
                bool found;
                do
                {
                    position = new SkipPosition<TKey, TValue>(list.Head);
                    found = true;
                    for (int above = list.Levels - 1; above >= level && found; above--)
                        found = SkipSearch<TKey, TValue>.TryAdvance(ref position, above, probe);
                }
                while (!found);
            }

            // An equal key on this level is one that was added after ours was removed.
            return position.Order != 0;
        }
        catch (Exception)
        {
            // The comparer threw, and the key is in the list already: the operation has succeeded. What is left of it makes searches
            // faster and nothing more, and the next comparison will tell the user about a comparer that throws.
            return false;
        }
    }
}
