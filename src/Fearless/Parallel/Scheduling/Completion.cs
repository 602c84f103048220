using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>Says once, to any number of waiters, that something is done.</summary>
/// <remarks>
/// <para><b>States.</b> The word is null (pending, nobody waits), the first of a list of waiters (pending), or <see cref="DoneMark"/>.
/// It changes by compare-and-swap and ends as the mark.</para>
/// <para><b>Memory ordering.</b> <see cref="Set"/> is a full fence, so whoever sees <see cref="IsSet"/> sees everything that came before it.
/// A waiter registers by compare-and-swap and then looks again before it sleeps; <see cref="Set"/> swaps the word and then signals every
/// registered waiter. One of the two therefore sees the other: no wake-up is lost. A signal may arrive after its waiter has gone on;
/// waiters allow for that.</para>
/// </remarks>
internal struct Completion
{
    private static readonly CompletionWaiter DoneMark = new Mark();

    private AtomicRef<CompletionWaiter> _waiters;

    /// <summary>Whether <see cref="Set"/> was called (acquire).</summary>
    public readonly bool IsSet => ReferenceEquals(_waiters.Read(), DoneMark);

    /// <summary>Marks it done and signals every waiter. Called once. Whatever holds this may be reused by its waiter as soon as the mark is set.</summary>
    public void Set()
    {
        // Only the list that the exchange returns is touched after the mark is visible.
        CompletionWaiter? waiter = _waiters.Exchange(DoneMark);
        while (waiter is not null)
        {
            CompletionWaiter? next = waiter.Next;
            waiter.Signal();
            waiter = next;
        }
    }

    /// <summary>Registers <paramref name="waiter"/>, a new one, to be signalled. False when it is done already: there will be no signal.</summary>
    public bool TryRegister(CompletionWaiter waiter)
    {
        CompletionWaiter? head = _waiters.Read();
        while (!ReferenceEquals(head, DoneMark))
        {
            waiter.Next = head;
            CompletionWaiter? seen = _waiters.CompareExchange(head, waiter);
            if (ReferenceEquals(seen, head))
                return true;
            head = seen;
        }
        return false;
    }

    /// <summary>Makes it pending again. Only when nobody else can reach it.</summary>
    public void Reset() => _waiters.WriteRelaxed(null);

    private sealed class Mark : CompletionWaiter
    {
        public override void Signal() => throw new InvalidOperationException("The mark of a completion is not a waiter.");
    }
}
