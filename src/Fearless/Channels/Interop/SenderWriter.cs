using Fearless.Sync;
using System.Threading.Channels;

namespace Fearless.Channels;

/// <summary>A sender as the abstract writer of System.Threading.Channels.</summary>
internal sealed class SenderWriter<T>(Sender<T> sender) : ChannelWriter<T>
{
    // Kept, since the sender's own way to it is closed once it was disposed.
    private readonly ChannelCore<T> _core = sender.Core;

    public override bool TryWrite(T item) => _core == sender.Core && sender.TrySend(item) == SendResult.Sent;

    public override async ValueTask WriteAsync(T item, CancellationToken cancellationToken = default)
    {
        SendResult result = _core == sender.Core
            ? await sender.TrySendAsync(item, cancellationToken).ConfigureAwait(ILoopContext.IsHere)
            : SendResult.Disconnected;
        if (result == SendResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        if (result != SendResult.Sent)
            throw new ChannelClosedException(_core.CloseError);
    }

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<bool>(cancellationToken)
        : _core != sender.Core || _core.IsDisconnected ? new ValueTask<bool>(false)
        : _core.IsReadyToSend ? new ValueTask<bool>(true)
        : AsyncReadiness<T>.WaitAsync(sender, _core, cancellationToken);

    public override bool TryComplete(Exception? error = null) => sender.TryComplete(error);
}
