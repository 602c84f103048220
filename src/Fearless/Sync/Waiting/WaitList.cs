using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A queue of waits in the order in which they came, for one that holds the lock that guards it.</summary>
/// <remarks>A mutable struct: keep it in a field that is not <c>readonly</c>.</remarks>
internal struct WaitList
{
    private Checked<WaitNode?> _first;
    private Checked<WaitNode?> _last;

    public readonly bool IsEmpty => _first.Read() is null;

    /// <summary>The wait that came first; null when there is none.</summary>
    public readonly WaitNode? First => _first.Read();

    public void Add(WaitNode node)
    {
        WaitNode? last = _last.Read();
        node.Previous.Write(last);
        node.Next.Write(null);
        node.IsLinked.Write(true);
        _last.Write(node);
        if (last is null)
            _first.Write(node);
        else
            last.Next.Write(node);
    }

    /// <summary>Adds a wait that comes before all others.</summary>
    public void AddFirst(WaitNode node)
    {
        WaitNode? first = _first.Read();
        node.Previous.Write(null);
        node.Next.Write(first);
        node.IsLinked.Write(true);
        _first.Write(node);
        if (first is null)
            _last.Write(node);
        else
            first.Previous.Write(node);
    }

    /// <summary>Takes <paramref name="node"/> out, if it is still in.</summary>
    public void Remove(WaitNode node)
    {
        if (!node.IsLinked.Read())
            return;
        node.IsLinked.Write(false);
        WaitNode? previous = node.Previous.Read();
        WaitNode? next = node.Next.Read();
        node.Previous.Write(null);
        node.Next.Write(null);
        if (previous is null)
            _first.Write(next);
        else
            previous.Next.Write(next);
        if (next is null)
            _last.Write(previous);
        else
            next.Previous.Write(previous);
    }

    /// <summary>Ends the first wait that can still be ended, with its operation or with <paramref name="outcome"/> in its place, and takes
    /// it out. The caller wakes it once it has let go of the lock.</summary>
    /// <returns>The wait; null when there was none.</returns>
    public WaitContext? Select(int? outcome = null)
    {
        WaitNode? node = _first.Read();
        while (node is not null)
        {
            WaitNode? next = node.Next.Read();
            WaitContext context = node.Context;
            int end = outcome ?? node.Outcome;
            // ORDERING: before the wait is ended. From then on the node is its owner's, who may be in the queue of another channel with it
            // at once. One whose wait was given up is taken out as well: its owner, who takes the lock first, finds that done.
            Remove(node);
            if (context.TrySelect(end))
                return context;
            node = next;
        }
        return null;
    }
}
