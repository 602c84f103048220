using System.Diagnostics;
using Fearless.Channels;

namespace Fearless.Tasks;

/// <summary>Sends to a channel.</summary>
internal sealed class SendOperation<T, TResult>(Sender<T> sender, T value, Func<TResult> onSent, Func<TResult>? onDisconnected)
    : ChannelOperation<TResult>
{
    public override void AddTo(Selection selection) =>
        selection.Send(sender, value, () => Ended = State.Done, () => Ended = State.Disconnected);

    public override TResult Finish()
    {
        if (Ended == State.Done)
            return onSent();
        if (onDisconnected is not null)
            return onDisconnected();
        sender.ThrowUnlessSent(SendResult.Disconnected, CancellationToken.None);
        throw new UnreachableException();
    }
}
