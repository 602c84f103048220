using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A list that any thread adds to without ever waiting. It is taken as a whole, never one by one, so there is no ABA.</summary>
/// <remarks>A mutable struct: keep it in a field that is not <c>readonly</c>, and never copy it.</remarks>
// SOURCE: Treiber, "Systems programming: coping with parallelism", IBM RJ 5118, 1986: the push.
internal struct TreiberStack<T>
{
    private AtomicRef<Node> _top;

    /// <summary>Whether there is nothing in it.</summary>
    public readonly bool IsEmpty => _top.Read() is null;

    /// <summary>Adds <paramref name="item"/>. Returns true if there was nothing before it.</summary>
    public bool Push(T item) => Push(new Node(item));

    /// <summary>Adds <paramref name="node"/>, which is in no list; cannot fail.</summary>
    public bool Push(Node node)
    {
        Node? top = _top.Read();
        while (true)
        {
            node.Next = top;
            // ORDERING: a full fence; the node is complete before it can be reached.
            Node? before = _top.CompareExchange(top, node);
            if (ReferenceEquals(before, top))
                return top is null;
            top = before;
        }
    }

    /// <summary>Takes everything out: the node that was pushed last, with the others behind it.</summary>
    public Node? TakeAll() => _top.Exchange(null);

    /// <summary>Everything in the order of pushing. What is pushed at the same time may be missing.</summary>
    public readonly List<T> ToList() => ToList(_top.Read());

    /// <summary>Takes everything out, in the order of pushing.</summary>
    public List<T> TakeList() => ToList(TakeAll());

    private static List<T> ToList(Node? top)
    {
        List<T> items = [];
        for (Node? node = top; node is not null; node = node.Next)
            items.Add(node.Item);
        items.Reverse();
        return items;
    }

    /// <summary>An item and what was pushed before it.</summary>
    internal sealed class Node(T item)
    {
        public readonly T Item = item;

        /// <summary>Written by the one thread that has the node in hand.</summary>
        public Node? Next;
    }
}
