using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The one object of a oneshot.</summary>
/// <remarks>
/// A word that changes by compare-and-swap decides between a send and the disposal of either end. The value is written before the word says
/// that it was sent, by the one sender that has claimed to be it, and taken by the one that changes the word from sent to received.
/// </remarks>
[DebuggerDisplay("{_state.ReadRelaxed()}")]
internal sealed class OneshotCore<T> : IAwaited
{
    // ORDERING: whoever learns by it that the other side is gone acquires all that the other did before. Else it is read relaxed: a value
    // is acquired by the compare-and-swap that takes it, and who registers a wait has the full fence of the queue's lock.
    private AtomicInt _state;
    private AtomicBool _isClaimed;
    private Checked<T> _value;
    private WaitQueue _waiting;

    /// <summary>Whether there is no value now.</summary>
    public bool IsEmpty => _state.ReadRelaxed() != OneshotState.Sent;

    public bool IsReceiverGone => _state.Read() is OneshotState.ReceiverGone or OneshotState.Received;

    public bool IsSenderGone => _state.Read() != OneshotState.Open;

    public SendResult TrySend(T value)
    {
        // Ends are copied freely: a second send must not touch the value of the first.
        if (_isClaimed.Exchange(true))
            throw new InvalidOperationException("This sender was used or disposed before. A oneshot carries one value: make another one for the next.");
        _value.Write(value);
        // ORDERING: a full fence; publishes the value, and lies between the change and the look for waits.
        if (_state.CompareAndSet(OneshotState.Open, OneshotState.Sent))
        {
            _waiting.NotifyAll();
            return SendResult.Sent;
        }
        // The receiver is gone, and looks at the value only when it was sent.
        _value.Write(default!);
        return SendResult.Disconnected;
    }

    public ReceiveResult TryReceive(out T value)
    {
        int state = _state.Read();
        if (state == OneshotState.Open)
        {
            // ORDERING: nothing has come now, and not before what the caller has written last: who sends, which is a full fence too, and then
            // does not see that writing, is seen here.
            Fence.Full();
            state = _state.Read();
        }
        switch (state)
        {
            case OneshotState.Open:
                value = default!;
                return ReceiveResult.Empty;
            case OneshotState.Sent when _state.CompareAndSet(OneshotState.Sent, OneshotState.Received):
                value = _value.Take();
                return ReceiveResult.Received;
            default:
                value = default!;
                return ReceiveResult.Disconnected;
        }
    }

    /// <summary>Whether <see cref="TryReceive"/> says anything but that it is empty.</summary>
    public bool HasCome => _state.ReadRelaxed() != OneshotState.Open;

    public void Register(WaitNode node) => _waiting.Register(node);

    public void Unregister(WaitNode node) => _waiting.Unregister(node);

    public void DisposeSender()
    {
        if (!_isClaimed.Exchange(true) && _state.CompareAndSet(OneshotState.Open, OneshotState.SenderGone))
            _waiting.NotifyAll();
    }

    /// <summary>Lets nothing in any more; what is in stays.</summary>
    public bool TryClose()
    {
        if (!_state.CompareAndSet(OneshotState.Open, OneshotState.ReceiverGone))
            return false;
        _waiting.NotifyAll();
        return true;
    }

    public void DisposeReceiver()
    {
        if (!TryClose() && TryReceive(out T value) == ReceiveResult.Received && value is IDisposable or IAsyncDisposable)
            Move.Dispose(value);
    }

    /// <summary>Why nothing was or will be received.</summary>
    public Exception Disconnected() => _state.ReadRelaxed() switch
    {
        OneshotState.SenderGone => new ChannelDisconnectedException(
            "The sender of the oneshot was disposed without having sent. To be told without an exception, use TryReceive."),
        OneshotState.ReceiverGone => new ObjectDisposedException(nameof(OneshotReceiver<>), "This receiver was disposed before its value came."),
        _ => new InvalidOperationException("The value of this oneshot was received before, or its receiver was disposed. It can be received once."),
    };
}
