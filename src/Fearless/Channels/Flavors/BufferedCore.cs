using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The waits of a flavour that keeps values until they are received: a wait that is chosen tries again.</summary>
internal abstract class BufferedCore<T> : ChannelCore<T>
{
    /// <summary>Senders that wait for room.</summary>
    protected WaitQueue WaitingSenders;

    /// <summary>Receivers that wait for values.</summary>
    protected WaitQueue WaitingReceivers;

    /// <summary>For tests, which wait for it.</summary>
    public bool HasWaitingSenders => WaitingSenders.Any;

    /// <summary>For tests, which wait for it.</summary>
    public bool HasWaitingReceivers => WaitingReceivers.Any;

    public sealed override bool HandsOver => false;

    public sealed override bool IsReadyToSend => !IsFull || IsDisconnected;

    public sealed override bool RegisterSender(WaitNode<T> node)
    {
        WaitingSenders.Register(node);
        return IsReadyToSend;
    }

    public sealed override void UnregisterSender(WaitNode<T> node) => WaitingSenders.Unregister(node);

    public sealed override bool RegisterReceiver(WaitNode<T> node)
    {
        WaitingReceivers.Register(node);
        return !IsEmpty || IsDisconnected;
    }

    public sealed override void UnregisterReceiver(WaitNode<T> node) => WaitingReceivers.Unregister(node);

    public sealed override void PassOnToSender() => WaitingSenders.Notify();

    public sealed override void PassOnToReceiver() => WaitingReceivers.Notify();

    protected sealed override void Disconnect()
    {
        Close();
        WaitingSenders.Disconnect();
        WaitingReceivers.Disconnect();
    }

    /// <summary>Tells of so many values, after a full fence.</summary>
    protected void NotifyReceivers(int count)
    {
        for (; count > 0 && WaitingReceivers.Any; count--)
            WaitingReceivers.Notify();
    }

    /// <summary>Tells of room for so many values, after a full fence.</summary>
    protected void NotifySenders(int count)
    {
        for (; count > 0 && WaitingSenders.Any; count--)
            WaitingSenders.Notify();
    }

    /// <summary>Lets no more values in, by a full fence.</summary>
    protected abstract void Close();
}
