using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>A part of a walk over a tree: what is still to be visited, by one thread at a time.</summary>
internal sealed class TreePart<T>(Func<T, IEnumerable<T>> childrenOf, WalkOrder order)
{
    // As many nodes are gathered before the loop at the end of the pipeline has them.
    private const int MaxVisits = 1024;

    // INVARIANT: a stack, whose last entry comes first in the order of the walk; so its lower half is the right part of what is left.
    private readonly List<Pending> _pending = [];
    private BlockLength _visits = new();

    public bool HasRest => _pending.Count > 0;

    /// <summary>A walk over the whole tree.</summary>
    public static TreePart<T> Of(T root, Func<T, IEnumerable<T>> childrenOf, WalkOrder order)
    {
        var part = new TreePart<T>(childrenOf, order);
        part._pending.Add(new(root, AreChildrenDone: false));
        return part;
    }

    /// <summary>Visits as many nodes as a leaf should before it looks up.</summary>
    public TFolder Fold<TFolder>(TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        int visits = Math.Min(_visits.Slots, MaxVisits);
        T[] nodes = ArrayPool<T>.Shared.Rent(visits);
        int count = 0;
        for (int visit = 0; visit < visits && HasRest; visit++)
        {
            if (TryVisit(out T node))
                nodes[count++] = node;
        }
        folder.Fold(new SpanBlock<T>(nodes.AsSpan(0, count)));
        ArrayPool<T>.Shared.Return(nodes, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        _visits.Adapt();
        return folder;
    }

    /// <summary>Splits off the right half of what is to be visited: the nodes that are nearest to the root.</summary>
    public bool TryDivide(out TreePart<T> right)
    {
        right = this;
        int count = _pending.Count / 2;
        if (count == 0)
            return false;
        right = new TreePart<T>(childrenOf, order);
        right._pending.AddRange(_pending[..count]);
        _pending.RemoveRange(0, count);
        return true;
    }

    // Whether the next node is due now: in postfix order its children may come first.
    private bool TryVisit(out T node)
    {
        (node, bool areChildrenDone) = _pending[^1];
        _pending.RemoveAt(_pending.Count - 1);
        if (areChildrenDone)
            return true;
        if (order == WalkOrder.Postfix)
            _pending.Add(new(node, AreChildrenDone: true));
        PushChildren(node);
        return order == WalkOrder.Prefix;
    }

    private void PushChildren(T node)
    {
        IEnumerable<T> children = childrenOf(node)
            ?? throw new InvalidOperationException("A node's children are null. Return an empty sequence for a node that has none.");
        int first = _pending.Count;
        foreach (T child in children)
            _pending.Add(new(child, AreChildrenDone: false));
        CollectionsMarshal.AsSpan(_pending)[first..].Reverse();
    }

    private readonly record struct Pending(T Node, bool AreChildrenDone);
}
