using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Fearless.Channels;

/// <summary>A receiver as the abstract reader of System.Threading.Channels.</summary>
internal sealed class ReceiverReader<T>(Receiver<T> receiver) : ChannelReader<T>
{
    // Taken out by those who waited to read, for those who read next.
    private readonly ConcurrentQueue<T> _ready = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanCount => true;

    public override int Count => _ready.Count + receiver.Count;

    public override bool CanPeek => true;

    public override Task Completion => _completion.Task;

    public override bool TryRead([MaybeNullWhen(false)] out T item)
    {
        if (_ready.TryDequeue(out item))
            return true;
        ReceiveResult result = receiver.TryReceive(out item);
        if (result == ReceiveResult.Disconnected)
            End();
        return result == ReceiveResult.Received;
    }

    public override bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        if (_ready.TryPeek(out item))
            return true;
        if (receiver.TryReceive(out T? received) != ReceiveResult.Received)
            return false;
        _ready.Enqueue(received!);
        return _ready.TryPeek(out item);
    }

    public override async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        if (!_ready.IsEmpty)
            return true;
        ReceiveResult<T> received = await receiver.TryReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (received.TryGetValue(out T? value))
        {
            _ready.Enqueue(value);
            return true;
        }
        if (received.Result == ReceiveResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        End();
        return !_ready.IsEmpty || (receiver.CloseError is { } error ? throw error : false);
    }

    public override async ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_ready.TryDequeue(out T? ready))
            return ready;
        ReceiveResult<T> received = await receiver.TryReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (received.TryGetValue(out T? value))
            return value;
        if (received.Result == ReceiveResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        End();
        throw new ChannelClosedException(receiver.CloseError);
    }

    private void End()
    {
        if (receiver.CloseError is { } error)
            _completion.TrySetException(error);
        else
            _completion.TrySetResult();
    }
}
