using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>One stage's way into the queue of the next; the last stage's leads nowhere.</summary>
internal sealed class Outlet<T>
{
    private readonly StageQueue<T>? _queue;
    private readonly Sender<Numbered<T>>? _sender;

    // Called directly, the attempt to send is compiled into the loop of the stage.
    private readonly SpscCore<Numbered<T>>? _spsc;

    public Outlet(StageQueue<T> queue, Sender<Numbered<T>> sender, OrderWindow? window)
    {
        _queue = queue;
        _sender = sender;
        _spsc = sender.Core as SpscCore<Numbered<T>>;
        Window = window;
    }

    private Outlet()
    {
    }

    /// <summary>Where the results of the last stage go.</summary>
    public static Outlet<T> Nowhere { get; } = new();

    /// <summary>The window through which the items go, if they are put in order later; then an item that is left out leaves a gap.</summary>
    public OrderWindow? Window { get; }

    public StageNode? Destination => _queue?.Consumer;

    /// <summary>Hands an item on; blocks while there is no room.</summary>
    public void Send(Lane lane, in Numbered<T> item)
    {
        lane.Produced();
        Put(lane, item);
    }

    /// <summary>Says that the item of this number does not come.</summary>
    public void SendGap(Lane lane, long number)
    {
        if (Window is not null)
            Put(lane, Numbered<T>.Gap(number));
    }

    /// <summary>As <see cref="Send"/>, without blocking a thread.</summary>
    public ValueTask SendAsync(Lane lane, in Numbered<T> item)
    {
        lane.Produced();
        return PutAsync(lane, item);
    }

    /// <summary>As <see cref="SendGap"/>, without blocking a thread.</summary>
    public ValueTask SendGapAsync(Lane lane, long number) => Window is null ? default : PutAsync(lane, Numbered<T>.Gap(number));

    public void Close() => _sender?.Dispose();

    private void Put(Lane lane, in Numbered<T> item)
    {
        SendResult result = _spsc is not null ? _spsc.TrySend(item) : _sender?.TrySend(item) ?? SendResult.Sent;
        if (result != SendResult.Sent)
            AwaitRoom(lane, item);
    }

    private void AwaitRoom(Lane lane, in Numbered<T> item)
    {
        lane.BeginBlocked();
        SendResult result = SingleThread.IsOn ? MakeRoom(item) : _sender!.TrySend(item, Deadline.Never);
        lane.EndBlocked();
        if (result != SendResult.Sent)
            Refuse(item);
    }

    private SendResult MakeRoom(in Numbered<T> item)
    {
        SendResult result;
        while ((result = _sender!.TrySend(item)) == SendResult.Full)
            _queue!.Consumer.WorkAhead();
        return result;
    }

    private ValueTask PutAsync(Lane lane, in Numbered<T> item)
    {
        SendResult result = _sender?.TrySend(item) ?? SendResult.Sent;
        if (result == SendResult.Sent)
            return default;
        return AwaitRoomAsync(lane, item);
    }

    private async ValueTask AwaitRoomAsync(Lane lane, Numbered<T> item)
    {
        lane.BeginBlocked();
        SendResult result = await _sender!.TrySendAsync(item).ConfigureAwait(false);
        lane.EndBlocked();
        if (result != SendResult.Sent)
            Refuse(item);
    }

    // The next stage takes everything until the end, unless its threads could not be started or were interrupted.
    private void Refuse(in Numbered<T> item)
    {
        if (!item.IsGap)
            _queue!.Consumer.Refuse(item.Item, _queue.OwnsItems);
    }
}
