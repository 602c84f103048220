using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The waiters of an event that happens once, and whether it has happened, in one word.</summary>
/// <remarks>
/// A Treiber stack whose head is replaced by <see cref="Closed"/> when the event
/// happens. A mutable struct: keep it in a field that is not <c>readonly</c>.
/// <para><b>No wake-up is lost.</b> Whether the event has happened and who waits for it are the same word, so <see cref="TryRegister"/> and
/// <see cref="Set"/> have an order: either the push comes first, and the waiter is in the list that Set takes; or Set comes first, and the
/// push reports that there is nothing to wait for. See <c>Sync/README.md</c>.</para>
/// </remarks>
internal struct Completion
{
    private static readonly Waiter Closed = new ClosedMark();

    private AtomicRef<Waiter> _head;

    /// <summary>Whether the event has happened. What happened before it is then visible (acquire).</summary>
    public readonly bool IsSet => ReferenceEquals(_head.Read(), Closed);

    /// <summary>How many nodes there are, abandoned ones included. For tests, which count what given-up waits leave behind.</summary>
    public readonly int Count
    {
        get
        {
            int count = 0;
            for (Waiter? node = _head.ReadRelaxed(); node is not null && node != Closed; node = node.Next.ReadRelaxed())
                count++;
            return count;
        }
    }

    /// <summary>Adds <paramref name="waiter"/>; false, and nothing added, when the event has happened.</summary>
    public bool TryRegister(Waiter waiter)
    {
        while (true)
        {
            Waiter? head = _head.Read();
            if (head == Closed)
                return false;
            waiter.Next.Write(head);
            // ORDERING: full fence; publishes the node with its link. No ABA: a node is pushed once and freed by the collector.
            if (_head.CompareAndSet(head, waiter))
                return true;
        }
    }

    /// <summary>Makes the event happen, and signals every waiter. False when it had happened.</summary>
    public bool Set()
    {
        // ORDERING: full fence; what the caller did before is visible to whoever reads Closed or is signalled.
        Waiter? node = _head.Exchange(Closed);
        if (node == Closed)
            return false;
        // The links relaxed, here and in TrySweep: each is a reference, and a node is read only through the one that led to it.
        for (; node is not null; node = node.Next.ReadRelaxed())
            node.Signal();
        return true;
    }

    /// <summary>Unlinks the abandoned waiters, so that waits which are given up again
    /// and again leave nothing behind. Cost: the length of the stack.</summary>
    public void Sweep()
    {
        // SOURCE: openjdk, java.util.concurrent.FutureTask.removeWaiter.
        // RACE: two sweeps may write the same link, and Set may walk it. Every value that it ever gets skips abandoned nodes only, nodes
        // are added at the top only, and an abandoned node stays so: whichever write comes last, no waiter that still waits is skipped.
        while (!TrySweep())
        {
        }
    }

    // False when it has to start over: the ground changed under it.
    private bool TrySweep()
    {
        Waiter? kept = null;
        Waiter? node = _head.ReadRelaxed();
        while (node is not null && node != Closed)
        {
            Waiter? next = node.Next.ReadRelaxed();
            if (!node.IsAbandoned)
            {
                kept = node;
            }
            else if (kept is not null)
            {
                kept.Next.Write(next);
                // Abandoned meanwhile, it may be unlinked already, and this write with it.
                if (kept.IsAbandoned)
                    return false;
            }
            else if (!_head.CompareAndSet(node, next))
            {
                return false;
            }
            node = next;
        }
        return true;
    }

    private sealed class ClosedMark : Waiter
    {
        protected override void Wake()
        {
        }
    }
}
