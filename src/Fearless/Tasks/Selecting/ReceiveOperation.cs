using Fearless.Channels;

namespace Fearless.Tasks;

/// <summary>Receives from a channel.</summary>
internal sealed class ReceiveOperation<T, TResult>(Receiver<T> receiver, Func<T, TResult> onReceived, Func<TResult>? onDisconnected)
    : ChannelOperation<TResult>
{
    private T _value = default!;

    public override void AddTo(Selection selection) => selection.Receive(
        receiver,
        this,
        static (operation, value) =>
        {
            operation._value = value;
            operation.Ended = State.Done;
        },
        static operation => operation.Ended = State.Disconnected);

    public override TResult Finish()
    {
        if (Ended == State.Done)
            return onReceived(_value);
        if (onDisconnected is null)
            receiver.ThrowNotReceived(ReceiveResult.Disconnected, CancellationToken.None);
        return onDisconnected();
    }
}
