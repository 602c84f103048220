using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>The lock-free skip list that <see cref="SkipMap{TKey, TValue}"/> and <see cref="SkipSet{T}"/> stand on. The README beside this
/// file has its steps, its invariants and its proof.</summary>
// SOURCE: Fraser, "Practical lock-freedom", 2004, section 4.3.3; Herlihy and Shavit, "The Art of Multiprocessor Programming", section 14.4;
// openjdk ConcurrentSkipListMap for the token that removal and replacement compete for, and for marks that are objects;
// crossbeam-skiplist/src/base.rs for building towers under removal.
internal sealed class SkipList<TKey, TValue>
{
    private readonly IComparer<TKey>? _comparer;

    // Before every key; never removed.
    private readonly SkipNode<TKey, TValue> _head = SkipNodes.Create<TKey, TValue>(SkipNodes.MaxHeight, default!, default!);
    private readonly SkipStatistics _statistics = new();

    private SkipHeights _heights = new();
    private SkipGuides<TKey, TValue> _guides;

    public SkipList(IComparer<TKey>? comparer) => _comparer = KeyOrder.Normalize(comparer);

    /// <summary>The comparer, null for the default order of a value type.</summary>
    public IComparer<TKey>? Comparer => _comparer;

    /// <summary>The most levels that a node has had.</summary>
    public int Levels => _heights.Most;

    /// <summary>The number of keys; what is added or removed meanwhile is counted or not.</summary>
    public long Count => _statistics.Count;

    /// <summary>Where every search begins.</summary>
    public SkipNode<TKey, TValue> Head => _head;

    /// <summary>What leads searches into the list.</summary>
    public ref readonly SkipGuides<TKey, TValue> Guides => ref _guides;

    public int Compare(TKey left, TKey right) => KeyOrder.Compare(_comparer, left, right);

    public KeyProbe<TKey> Probe(TKey key) => new(key, _comparer);

    /// <summary>Finds a key. Writes nothing, unless it meets a node that is being removed.</summary>
    public bool TryFind(TKey key, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token) =>
        HasDefaultOrder
            ? TryFind(new DefaultProbe<TKey>(key), out node, out token)
            : TryFind(Probe(key), out node, out token);

    /// <summary>Finds a key. Writes nothing, unless it meets a node that is being removed.</summary>
    public bool TryFind<TProbe>(
        TProbe probe, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct =>
        SkipSearch<TKey, TValue>.Find(this, probe, out _, out _, out node, out token) switch
        {
            SkipSearchOutcome.Found => true,
            SkipSearchOutcome.Missing => false,
            _ => TryFindCarefully(probe, out node, out token),
        };

    /// <summary>Finds the first key.</summary>
    public bool TryGetFirst([NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
    {
        var position = new SkipPosition<TKey, TValue>(_head);
        SkipSearch<TKey, TValue>.TryAdvance(ref position, 0, default(StartProbe<TKey>)); // True, as the head is never removed.
        return Found(position, out node, out token);
    }

    /// <summary>Finds the last key.</summary>
    public bool TryGetLast([NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token) =>
        TryGetBefore(default(EndProbe<TKey>), out node, out token);

    /// <summary>Finds the first key that is not before the one that is looked for, or the first one behind it.</summary>
    public bool TryGetLowerBound<TProbe>(
        TProbe probe, bool inclusive, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        SkipPosition<TKey, TValue> position = inclusive
            ? Locate(new BeforeProbe<TKey, TProbe>(probe))
            : Locate(new BehindProbe<TKey, TProbe>(probe));
        return Found(position, out node, out token);
    }

    /// <summary>Finds the last key that is not behind the one that is looked for, or the last one before it.</summary>
    public bool TryGetUpperBound<TProbe>(
        TProbe probe, bool inclusive, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct =>
        inclusive
            ? TryGetBefore(new BehindProbe<TKey, TProbe>(probe), out node, out token)
            : TryGetBefore(new BeforeProbe<TKey, TProbe>(probe), out node, out token);

    /// <summary>Finds the last key before that of <paramref name="node"/>, which may be removed.</summary>
    public bool TryGetPrevious(
        SkipNode<TKey, TValue> node, [NotNullWhen(true)] out SkipNode<TKey, TValue>? previous, [NotNullWhen(true)] out object? token) =>
        TryGetUpperBound(Probe(node.Key), inclusive: false, out previous, out token);

    /// <summary>Finds the first key behind that of <paramref name="node"/>, which may be removed.</summary>
    public bool TryGetNext(
        SkipNode<TKey, TValue> node, [NotNullWhen(true)] out SkipNode<TKey, TValue>? next, [NotNullWhen(true)] out object? token)
    {
        var position = new SkipPosition<TKey, TValue>(node);
        return SkipSearch<TKey, TValue>.TryAdvance(ref position, 0, default(StartProbe<TKey>))
            ? Found(position, out next, out token)
            : TryGetLowerBound(Probe(node.Key), inclusive: false, out next, out token);
    }

    /// <summary>Adds a key if it is not there.</summary>
    /// <returns>False when it is; then <paramref name="node"/> has it.</returns>
    public bool TryInsert(TKey key, TValue value, out SkipNode<TKey, TValue> node, [NotNullWhen(false)] out object? existingToken) =>
        HasDefaultOrder
            ? TryInsert(new DefaultProbe<TKey>(key), key, value, out node, out existingToken)
            : TryInsert(Probe(key), key, value, out node, out existingToken);

    /// <summary>Removes a key.</summary>
    /// <returns>False when it is not there.</returns>
    public bool TryRemove(TKey key, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token) =>
        HasDefaultOrder
            ? TryRemove(new DefaultProbe<TKey>(key), out node, out token)
            : TryRemove(Probe(key), out node, out token);

    /// <summary>Removes a key.</summary>
    /// <returns>False when it is not there.</returns>
    public bool TryRemove<TProbe>(
        TProbe probe, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        SkipSearchOutcome outcome = SkipSearch<TKey, TValue>.Find(this, probe, out SkipNode<TKey, TValue> previous, out int level, out node, out token);
        if (outcome == SkipSearchOutcome.Missing || (outcome == SkipSearchOutcome.Lost && !TryFindCarefully(probe, out node, out token)))
            return false;
        if (node is null || !TryTakeOut(node, ref token))
            return false; // Another thread removed it during this call.

        // Found below its top, it was being linked above while this search was there already: another look from the start.
        // Model: A_tower_that_is_built_while_its_key_is_removed_leaves_no_node_behind.
        if (outcome == SkipSearchOutcome.Found && level == node.Height - 1)
            TidyUp(new(previous), level, probe);
        else
            TidyUp(probe);
        return true;
    }

    /// <summary>Removes a node if its value is still the one that <paramref name="token"/> identifies.</summary>
    public bool TryRemove(SkipNode<TKey, TValue> node, object token)
    {
        if (!node.Token.CompareAndSet(token, null))
            return false;
        FinishRemoval(node);
        TidyUp(Probe(node.Key));
        return true;
    }

    /// <summary>Removes the key that was the first at some moment of the call.</summary>
    public bool TryRemoveFirst([NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
    {
        while (TryGetFirst(out node, out token))
        {
            if (TryTakeOut(node, ref token))
            {
                // It was the first on all its levels, so its predecessors are the head, or close to it.
                TidyUp(new(_head), node.Height - 1, Probe(node.Key));
                return true;
            }
        }
        return false;
    }

    /// <summary>Removes the key that was the last at some moment of the call.</summary>
    public bool TryRemoveLast([NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
    {
        while (TryGetLast(out node, out token))
        {
            if (TryTakeOut(node, ref token))
            {
                TidyUp(Probe(node.Key));
                return true;
            }
        }
        return false;
    }

    /// <summary>Removes every key that is there throughout the call.</summary>
    public void Clear()
    {
        if (!TryGetLast(out SkipNode<TKey, TValue>? last, out _))
            return;
        bool more = TryGetFirst(out SkipNode<TKey, TValue>? node, out object? token);
        while (more)
        {
            // Nothing is unlinked on the way, so that each step goes on from the node itself.
            SkipNode<TKey, TValue> removed = node!;
            object? removedToken = token;
            more = !ReferenceEquals(removed, last) && TryGetNext(removed, out node, out token) && Compare(node.Key, last.Key) <= 0;
            TryTakeOut(removed, ref removedToken);
        }
        UnlinkAllRemoved();

        // Of what is left, which is nothing, as a rule: the last guide may be a large one.
        _guides.Make(this);
    }

    /// <summary>Makes a guide of the list as it is; for tests, as it comes by itself.</summary>
    internal void MakeGuide() => _guides.Make(this);

    // The same search compiled once more, without the call of a comparer: its loop then keeps everything in registers.
    private bool HasDefaultOrder => typeof(TKey).IsValueType && _comparer is null;

    private bool TryGetBefore<TProbe>(
        TProbe probe, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        SkipPosition<TKey, TValue> position = Locate(probe);
        while (true)
        {
            node = position.Previous;
            if (ReferenceEquals(node, _head))
            {
                node = null;
                token = null;
                return false;
            }

            // Still there after its link was read, so it was the last one before the place when the link was read.
            token = node.Token.Read();
            if (token is not null)
                return true;

            // Removed, and not frozen yet perhaps, when its empty link does not show it: Locate would come here again and again, until the
            // thread that removes it goes on. From the head it is unlinked.
            position = LocateFromHead(probe);
        }
    }

    private static bool Found(
        in SkipPosition<TKey, TValue> position,
        [NotNullWhen(true)] out SkipNode<TKey, TValue>? node,
        [NotNullWhen(true)] out object? token)
    {
        node = position.Next;
        token = position.Token;
        return node is not null;
    }

    private bool TryInsert<TProbe>(
        TProbe probe, TKey key, TValue value, out SkipNode<TKey, TValue> node, [NotNullWhen(false)] out object? existingToken)
        where TProbe : struct, ISkipProbe<TKey>
    {
        var insertion = new SkipInsertion<TKey, TValue, TProbe>(this, probe, key, value, _heights.Choose(key, _statistics));
        SkipInsertionOutcome outcome = SkipInsertionOutcome.Restart;

        // A node of one level needs no predecessor but on that one, to which there is a shorter way.
        if (insertion.Height == 1)
        {
            outcome = SkipSearch<TKey, TValue>.Find(this, probe, out SkipNode<TKey, TValue> previous, out _, out var found, out object? token) switch
            {
                SkipSearchOutcome.Found => insertion.AlreadyThere(found!, token!),
                SkipSearchOutcome.Missing => insertion.TryBehind(previous),
                _ => SkipInsertionOutcome.Restart,
            };
        }
        while (outcome == SkipInsertionOutcome.Restart)
            outcome = insertion.Try();

        node = insertion.Node!;
        if (outcome == SkipInsertionOutcome.Found)
        {
            existingToken = insertion.ExistingToken!;
            return false;
        }
        existingToken = null;
        _statistics.Add(1);

        // A thread that removed the node while its tower was built may have looked at a level before the node was there.
        // ORDERING: the links are compare-and-swaps, as is the removal: it saw the link, or its null is seen here.
        if (node.Height > 1 && node.Token.Read() is null)
            TidyUp(probe);
        _guides.Changed(this, node.Height, _statistics);
        return true;
    }

    /// <summary>Finds the neighbours of a place on level 0, and unlinks removed nodes there.</summary>
    /// <remarks>Between two moments of the call, reading the link between them and reading the token, they were neighbours, and the one
    /// behind was not removed.</remarks>
    private SkipPosition<TKey, TValue> Locate<TProbe>(TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        // Found or not, there is a node before the place. Probes that are for places beside keys find none.
        if (SkipSearch<TKey, TValue>.Find(this, probe, out SkipNode<TKey, TValue> previous, out _, out _, out _) == SkipSearchOutcome.Missing)
        {
            var position = new SkipPosition<TKey, TValue>(previous);
            if (SkipSearch<TKey, TValue>.TryAdvance(ref position, 0, probe))
                return position;
        }
        return LocateFromHead(probe);
    }

    /// <summary>The same by way of all levels, unlinking removed nodes on each.</summary>
    private SkipPosition<TKey, TValue> LocateFromHead<TProbe>(TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        while (true)
        {
            var position = new SkipPosition<TKey, TValue>(_head);
            if (SkipSearch<TKey, TValue>.TryDescend(ref position, Levels - 1, probe))
                return position;
        }
    }

    private bool TryFindCarefully<TProbe>(
        TProbe probe, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        SkipPosition<TKey, TValue> position = LocateFromHead(probe);
        if (position.Order != 0)
            position.Next = null;
        return Found(position, out node, out token);
    }

    /// <summary>Removes a node, whatever its value is by now; that value's token is left in <paramref name="token"/>.</summary>
    private bool TryTakeOut(SkipNode<TKey, TValue> node, [NotNullWhen(true)] ref object? token)
    {
        while (token is not null)
        {
            object? before = node.Token.CompareExchange(token, null);
            if (ReferenceEquals(before, token))
            {
                FinishRemoval(node);
                return true;
            }
            token = before;
        }
        return false;
    }

    private void FinishRemoval(SkipNode<TKey, TValue> node)
    {
        _statistics.Add(-1);
        node.Freeze();
        LetGuideForget(node);
    }

    [SuppressMessage("Design", "CA1031", Justification = "See below.")]
    private void LetGuideForget(SkipNode<TKey, TValue> node)
    {
        try
        {
            if (HasDefaultOrder)
                _guides.Forget(node, new DefaultProbe<TKey>(node.Key));
            else
                _guides.Forget(node, Probe(node.Key));
        }
        catch (Exception)
        {
            // The comparer threw, after the operation succeeded. The next guide will be without the node.
        }
        _guides.Changed(this, node.Height, _statistics);
    }

    /// <summary>Unlinks the removed nodes on the way to a place.</summary>
    private void TidyUp<TProbe>(TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        TidyUp(new(_head), Levels - 1, probe);
    }

    private void TidyUp<TProbe>(SkipPosition<TKey, TValue> position, int level, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        try
        {
            DescendAnyhow(position, level, probe);
        }
        catch (Exception)
        {
            // The comparer threw, after the operation succeeded. What was not unlinked is skipped by every search, and unlinked by the next
            // one that passes and changes something; the next comparison will tell the user about a comparer that throws.
        }
    }

    /// <summary>Unlinks every node that was removed before the call, on all levels, each from its start: a search would pass over some.</summary>
    private void UnlinkAllRemoved()
    {
        for (int level = Levels - 1; level >= 0; level--)
        {
            SkipPosition<TKey, TValue> position;
            do
            {
                position = new SkipPosition<TKey, TValue>(_head);
            }
            while (!SkipSearch<TKey, TValue>.TryAdvance(ref position, level, default(EndProbe<TKey>)));
        }
    }

    private void DescendAnyhow<TProbe>(SkipPosition<TKey, TValue> position, int level, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>, allows ref struct
    {
        if (!SkipSearch<TKey, TValue>.TryDescend(ref position, level, probe))
            LocateFromHead(probe);
    }
}
