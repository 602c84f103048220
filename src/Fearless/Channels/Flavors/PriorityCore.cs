using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel whose receivers get the least value first, and equal ones in the order in which they were sent.</summary>
/// <remarks>
/// A sorted list with express lanes (<see cref="SortedChain{T}"/>) under a short lock. Only sends compare: they look for the place
/// first, and link the value
/// in when nothing can throw any more. So a comparer that throws fails the send that it was called for, and nothing else.
/// <para>The comparer is the one code of the user that runs under a short lock. Threads that meet it sleep, as behind any lock; if it
/// uses this channel itself,
/// which would wait for ever, it is told so.</para>
/// </remarks>
[DebuggerDisplay("{Count} of {Capacity}, disconnected: {IsDisconnected}")]
internal sealed class PriorityCore<T>(int? capacity, IComparer<T> comparer) : BufferedCore<T>
{
    private readonly SortedChain<T> _chain = new(comparer);

    private ShortLock _lock;

    // INVARIANT: written under the lock; read without it by those who have registered a wait, or for information.
    // ORDERING: written relaxed, for entering the lock is a full fence. Reads are relaxed too, but for that of the mark without the lock:
    // whoever finds it finds the reason, and all that came before.
    private AtomicInt _count;
    private AtomicBool _isClosed;

    // The thread that is comparing; 0 when none is. Relaxed: each thread looks for its own number only.
    private AtomicInt _comparing;

    public override int? Capacity => capacity;

    public override int Count => _count.ReadRelaxed();

    public override bool IsEmpty => Count == 0;

    public override bool IsFull => Count == (capacity ?? int.MaxValue);

    public override bool IsDisconnected => _isClosed.Read();

    public override SendResult TrySend(T value)
    {
        Enter();
        SendResult result;
        try
        {
            result = Insert(value);
        }
        catch
        {
            _lock.Exit();
            // If this send was told of room, it has not used it.
            PassOnToSender();
            throw;
        }
        // ORDERING: a full fence between the change and the look for waiting receivers.
        _lock.Exit();
        if (result == SendResult.Sent)
            WaitingReceivers.Notify();
        return result;
    }

    public override ReceiveResult TryReceive(out T value)
    {
        Enter();
        ReceiveResult result = ReceiveResult.Received;
        if (_count.ReadRelaxed() > 0)
        {
            value = _chain.TakeFirst();
            _count.WriteRelaxed(_count.ReadRelaxed() - 1);
        }
        else
        {
            value = default!;
            result = _isClosed.ReadRelaxed() ? ReceiveResult.Disconnected : ReceiveResult.Empty;
        }
        _lock.Exit();
        if (result == ReceiveResult.Received)
            WaitingSenders.Notify();
        return result;
    }

    protected override void Close()
    {
        Enter();
        _isClosed.WriteRelaxed(true);
        _lock.Exit();
    }

    private void Enter()
    {
        if (_comparing.ReadRelaxed() == Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("The comparer of a priority channel uses the channel itself. It can only compare the two values that it is given.");
        _lock.Enter();
    }

    private SendResult Insert(T value)
    {
        if (_isClosed.ReadRelaxed())
            return SendResult.Disconnected;
        if (IsFull)
            return SendResult.Full;
        _comparing.WriteRelaxed(Environment.CurrentManagedThreadId);
        try
        {
            _chain.Add(value);
        }
        finally
        {
            _comparing.WriteRelaxed(0);
        }
        _count.WriteRelaxed(_count.ReadRelaxed() + 1);
        return SendResult.Sent;
    }
}
