using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A receiver as the abstract reader of System.Threading.Channels.</summary>
/// <remarks>Who waits to read, or peeks, takes a value out of the channel and keeps it here, for whoever reads next. All that wait are told
/// of a value that is kept, as they all are told of one in a channel of the platform.</remarks>
internal sealed class ReceiverReader<T>(Receiver<T> receiver) : ChannelReader<T>
{
    private readonly ConcurrentQueue<T> _kept = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WaitQueue _waiting;

    // How often a value was kept.
    private AtomicLong _keeps;

    // How many threads may have taken a value out of the channel that they have not kept yet.
    private AtomicInt _takers;

    public override bool CanCount => true;

    public override int Count => _kept.Count + receiver.Count;

    public override bool CanPeek => true;

    public override Task Completion => _completion.Task;

    /// <summary>Whether there is a value that was taken out of the channel and not read.</summary>
    public bool HasKept => !_kept.IsEmpty;

    public override bool TryRead([MaybeNullWhen(false)] out T item)
    {
        if (_kept.TryDequeue(out item))
            return true;
        ReceiveResult result = receiver.TryReceive(out item);
        if (result == ReceiveResult.Disconnected)
            TryComplete();
        // RACE: what was in the channel may have been taken out for this reader between the two looks.
        return result == ReceiveResult.Received || _kept.TryDequeue(out item);
    }

    public override bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        if (_kept.TryPeek(out item))
            return true;
        TakeAndKeep(receiver.Core);
        return _kept.TryPeek(out item);
    }

    public override async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (HasKept || await WaitAsync(cancellationToken).ConfigureAwait(false))
            return true;
        return receiver.CloseError is { } error ? throw error : false;
    }

    public override async ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        T? item;
        while (!TryRead(out item))
        {
            if (!await WaitAsync(cancellationToken).ConfigureAwait(false))
                throw new ChannelClosedException(receiver.CloseError);
        }
        return item;
    }

    /// <summary>Registers a wait for a value that is kept.</summary>
    public void Register(WaitNode node) => _waiting.Register(node);

    /// <summary>Takes the wait back, if it is still registered.</summary>
    public void Unregister(WaitNode node) => _waiting.Unregister(node);

    /// <summary>Keeps a value that was taken out of the channel, and tells all who wait.</summary>
    public void Keep(T value)
    {
        _kept.Enqueue(value);
        // ORDERING: a full fence between the value and the look for waits; pairs with that of registering, after which a wait looks for
        // values.
        _keeps.Increment();
        _waiting.NotifyAll();
    }

    // Until a value is kept: false when nothing more can come.
    private async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        ChannelCore<T> core = receiver.Core;
        ReadWait<T>? wait = null;
        long seen = _keeps.ReadRelaxed();
        while (true)
        {
            // The channel first: who was told of a value there takes it, or the others would sleep beside it.
            ReceiveResult result = TakeAndKeep(core);
            // Also when another has read it by now: as in a channel of the platform, the news are for all that wait.
            if (HasKept || _keeps.ReadRelaxed() != seen)
                return true;
            if (result == ReceiveResult.Disconnected && TryComplete())
                return false;
            cancellationToken.ThrowIfCancellationRequested();
            if (wait is not { IsReusable: true })
                wait = new ReadWait<T>(this, core);
            int outcome = await wait.WaitAsync(cancellationToken).ConfigureAwait(ILoopContext.IsHere);
            wait.TakeOut();
            // The wait has kept what it was handed.
            if (outcome == WaitOutcome.FirstOperation && core.HandsOver)
                return true;
        }
    }

    private ReceiveResult TakeAndKeep(ChannelCore<T> core)
    {
        // ORDERING: a full fence before the attempt: whoever then finds the channel empty and closed sees this taker.
        _takers.Increment();
        try
        {
            ReceiveResult result = core.TryReceive(out T value);
            if (result == ReceiveResult.Received)
                Keep(value);
            return result;
        }
        finally
        {
            _takers.Decrement();
        }
    }

    // Not while a value is kept, which is still to be read. The channel is closed and empty.
    private bool TryComplete()
    {
        // What came last may be on its way from the channel to here, in the hands of another thread. ORDERING: acquire; pairs with the
        // decrement after the value was kept, which is seen below.
        while (_takers.Read() != 0)
            Spin.Yield();
        if (HasKept)
            return false;
        if (receiver.CloseError is { } error)
            _completion.TrySetException(error);
        else
            _completion.TrySetResult();
        return true;
    }
}
