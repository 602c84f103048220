using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A oneshot as a channel that one value at most comes from.</summary>
[DebuggerDisplay("{Count} of 1, disconnected: {IsDisconnected}")]
internal sealed class OneshotReceiverCore<T>(OneshotCore<T> oneshot) : ChannelCore<T>
{
    public override int? Capacity => 1;

    public override int Count => IsEmpty ? 0 : 1;

    public override bool IsEmpty => oneshot.IsEmpty;

    public override bool IsFull => !IsEmpty;

    public override bool IsDisconnected => oneshot.IsSenderGone;

    public override int SenderCount => IsDisconnected ? 0 : 1;

    public override bool HandsOver => false;

    public override bool IsReadyToSend => throw NoSender();

    public override ReceiveResult TryReceive(out T value) => oneshot.TryReceive(out value);

    // Nothing is ever passed on: all that wait are woken at once, since what they wait for stays.
    public override bool RegisterReceiver(WaitNode<T> node)
    {
        oneshot.Register(node);
        return oneshot.HasCome;
    }

    public override void UnregisterReceiver(WaitNode<T> node) => oneshot.Unregister(node);

    public override SendResult TrySend(T value) => throw NoSender();

    public override bool RegisterSender(WaitNode<T> node) => throw NoSender();

    public override void UnregisterSender(WaitNode<T> node) => throw NoSender();

    protected override void Disconnect() => oneshot.TryClose();

    private static InvalidOperationException NoSender() => new("The receiver of a oneshot sends nothing.");
}
