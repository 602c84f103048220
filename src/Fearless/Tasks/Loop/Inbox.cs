using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>What other threads have for an event loop to do. Any thread adds; the loop takes.</summary>
/// <remarks>
/// A mutable struct: keep it in a field that is not <c>readonly</c>. One word: null when there is nothing, the newest of a list, or the mark that it is closed. So whatever was added is taken, or its adder
/// is told that nobody will.
/// <para><b>Memory ordering.</b> What happened before an addition happens before the run of what was added.</para>
/// </remarks>
/// <param name="owner">Has the loop look here again, to begin with.</param>
internal struct Inbox(IWakeable owner)
{
    private static readonly Work Closed = new ClosedMark();

    private AtomicRef<Work> _newest;
    private AtomicRef<IWakeable> _owner = new(owner);

    /// <summary>What has the loop look here again. Written by it, while it runs.</summary>
    // ORDERING: a full fence, before the loop's next look for what was added. Whoever still wakes by the old one has read it before that,
    // and added before it read: that look finds what was added.
    public IWakeable Owner
    {
        set => _owner.Exchange(value);
    }

    /// <summary>Adds <paramref name="work"/>, and wakes the loop. False when the inbox is closed.</summary>
    public bool TryPush(Work work)
    {
        Work? newest = _newest.Read();
        while (true)
        {
            if (newest == Closed)
                return false;
            work.Next.Write(newest);
            // ORDERING: a full fence; the work is complete before it can be reached. That an old value comes back between the look and the
            // swap is harmless: it is the newest then too.
            Work? before = _newest.CompareExchange(newest, work);
            if (before == newest)
                break;
            newest = before;
        }
        // Whoever found something has an adder before it that wakes, or has woken, the loop: it takes everything at once, and has not yet.
        if (newest is null)
            Wake();
        return true;
    }

    /// <summary>Wakes the loop. Any thread.</summary>
    public readonly void Wake() => _owner.Read()!.Wake();

    /// <summary>Takes everything, the oldest first.</summary>
    // RACE: an addition may be missed. Its wake comes after it, so the loop looks again before it rests.
    public Work? TakeAll() => _newest.ReadRelaxed() is null ? null : OldestFirst(_newest.Exchange(null));

    /// <summary>Refuses what comes from now on, and takes what is there, the oldest first.</summary>
    public Work? Close() => OldestFirst(_newest.Exchange(Closed));

    private static Work? OldestFirst(Work? newest)
    {
        Work? first = null;
        while (newest is not null)
        {
            Work? older = newest.Next.Read();
            newest.Next.Write(first);
            first = newest;
            newest = older;
        }
        return first;
    }

    private sealed class ClosedMark : Work
    {
        public override void Run(EventLoop loop) => throw new InvalidOperationException("This is a mark, and in no list.");
    }
}
