using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>What an end refers to after it was disposed: so that using it throws, and looking whether it was costs nothing.</summary>
internal sealed class DisposedCore<T>(string end) : ChannelCore<T>
{
    public static readonly DisposedCore<T> Sender = new($"Sender<{typeof(T).Name}>");
    public static readonly DisposedCore<T> Receiver = new($"Receiver<{typeof(T).Name}>");

    public override int? Capacity => throw Disposed();

    public override int Count => throw Disposed();

    public override bool IsEmpty => throw Disposed();

    public override bool IsFull => throw Disposed();

    public override bool IsDisconnected => throw Disposed();

    public override bool HandsOver => throw Disposed();

    public override bool IsReadyToSend => throw Disposed();

    public override int SenderCount => throw Disposed();

    public override int ReceiverCount => throw Disposed();

    public override Exception? CloseError => throw Disposed();

    public override void CloseWith(Exception? error) => throw Disposed();

    // Also when there is nothing to send.
    public override SendResult TrySendMany(ReadOnlySpan<T> values, ref int sent) => throw Disposed();

    public override SendResult TrySend(T value) => throw Disposed();

    public override ReceiveResult TryReceive(out T value) => throw Disposed();

    public override SendResult TryReserve() => throw Disposed();

    // A selection whose end was disposed while it registers is told to try, and learns it then, with nothing registered any more.
    public override bool RegisterSender(WaitNode<T> node) => true;

    public override void UnregisterSender(WaitNode<T> node)
    {
    }

    public override bool RegisterReceiver(WaitNode<T> node) => true;

    public override void UnregisterReceiver(WaitNode<T> node)
    {
    }

    public override void AddSender() => throw Disposed();

    public override void AddReceiver() => throw Disposed();

    // Disposing again does nothing.
    public override void RemoveSender()
    {
    }

    public override void RemoveReceiver(ref FailureCollector failures)
    {
    }

    /// <summary>The exception for a call that this end was disposed before, or in the middle of.</summary>
    public ObjectDisposedException Disposed() => new(
        end, $"This {end} was disposed. Each owner needs an end of its own: Clone it, or move it with Move.Of, before the first owner disposes its own.");

    protected override void Disconnect()
    {
    }
}
