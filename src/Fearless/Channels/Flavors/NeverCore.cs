using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel that nothing ever comes from. All receivers of one type share it, and nobody is counted or registered.</summary>
internal sealed class NeverCore<T> : ChannelCore<T>
{
    public static readonly NeverCore<T> Instance = new();

    public override int? Capacity => 0;

    public override int Count => 0;

    public override bool IsEmpty => true;

    public override bool IsFull => true;

    public override bool IsDisconnected => false;

    public override bool HandsOver => false;

    public override bool IsReadyToSend => false;

    public override bool ReportsLeaks => false;

    public override SendResult TrySend(T value) => SendResult.Full;

    public override ReceiveResult TryReceive(out T value)
    {
        value = default!;
        return ReceiveResult.Empty;
    }

    public override bool RegisterSender(WaitNode<T> node) => false;

    public override void UnregisterSender(WaitNode<T> node)
    {
    }

    public override bool RegisterReceiver(WaitNode<T> node) => false;

    public override void UnregisterReceiver(WaitNode<T> node)
    {
    }

    // It is shared by all of its type.
    public override void CloseWith(Exception? error) => throw TimerCore.CannotClose();

    public override void AddReceiver()
    {
    }

    public override void RemoveReceiver(ref FailureCollector failures)
    {
    }

    protected override void Disconnect()
    {
    }
}
