using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>What waits before a stage: a bounded channel, from which a stage of one thread takes as much as there is at a time.</summary>
/// <remarks>
/// INVARIANT: no more than <see cref="Capacity"/> items wait: those in the channel, and those that were taken and not begun.
/// <para>Items are sent one by one and are visible at once; they are taken in batches, by a thread that has nothing else to do. So a batch is
/// what came while the stage was busy, and no item waits for one to fill. Several threads take one item each, since what one of them had taken
/// would wait for it while another is idle.</para>
/// </remarks>
internal sealed class StageQueue<T> : IStageQueue
{
    // Enough that taking a batch costs nothing for an item.
    private const int LargestBatch = 64;

    // What a queue between two threads has room for unless told otherwise: at first, and at most.
    private const int FirstRoom = 16;
    private const int MostRoom = 1024;

    private readonly Sender<Numbered<T>> _sender;
    private readonly Receiver<Numbered<T>> _receiver;

    // Counted by who measures the run, and may come late, when the ends have been given back.
    private readonly ChannelCore<Numbered<T>> _core;
    private readonly List<Outlet<T>> _outlets = [];

    /// <param name="given">How many items may wait; null for as many as pay.</param>
    /// <param name="traffic">Who puts items in and takes them out.</param>
    /// <param name="ownsItems">Whether an item that is not processed is to be disposed.</param>
    public StageQueue(int? given, Traffic traffic, bool ownsItems)
    {
        bool isBetweenTwo = traffic is { HasOneProducer: true, HasOneConsumer: true };
        Capacity = given ?? (isBetweenTwo ? MostRoom : Math.Max(FirstRoom, 4 * Environment.ProcessorCount));
        OwnsItems = ownsItems;
        BatchSize = traffic.HasOneConsumer ? Math.Clamp(Capacity / 8, 1, LargestBatch) : 1;
        int room = Capacity - BatchSize + 1;
        (_sender, _receiver) = isBetweenTwo
            ? new ChannelEnds<Numbered<T>>(new SpscCore<Numbered<T>>(room, given is null ? FirstRoom : room))
            : Channel.Bounded<Numbered<T>>(room);
        _core = _receiver.Core;
    }

    public int Capacity { get; }

    /// <summary>How many items are taken at a time, at most.</summary>
    public int BatchSize { get; }

    public bool OwnsItems { get; }

    /// <summary>The stage that takes the items.</summary>
    public StageNode Consumer { get; set; } = null!;

    /// <summary>The items in the channel; those that were taken and not begun are not among them.</summary>
    public int Count => _core.Count;

    /// <summary>A way in. The queue ends when all are closed.</summary>
    /// <param name="window">The window through which the items go, if they are put in order later.</param>
    public Outlet<T> OpenOutlet(OrderWindow? window)
    {
        var outlet = new Outlet<T>(this, _sender.Clone(), window);
        _outlets.Add(outlet);
        return outlet;
    }

    public void Seal() => _sender.Dispose();

    /// <summary>Takes what is there into <paramref name="batch"/>, and waits for at least one item. Returns 0 at the end; where there is one thread,
    /// which nobody could fill the queue meanwhile, also when there is none.</summary>
    public int Take(Lane lane, Numbered<T>[] batch) => Take(lane, batch, Deadline.Never, out _);

    /// <summary>As <see cref="Take(Lane, Numbered{T}[])"/>, and returns 0 also when the deadline has passed.</summary>
    public int Take(Lane lane, Numbered<T>[] batch, Deadline deadline, out bool hasEnded)
    {
        ReceiveResult result = _receiver.TryReceiveMany(batch, out int taken);
        if (result == ReceiveResult.Empty && !SingleThread.IsOn)
        {
            lane.BeginStarved();
            result = _receiver.ReceiveMany(batch, out taken, deadline);
            lane.EndStarved();
        }
        hasEnded = result == ReceiveResult.Disconnected;
        return taken;
    }

    /// <summary>As <see cref="Take(Lane, Numbered{T}[])"/>, for one item, without blocking a thread.</summary>
    public async ValueTask<ReceiveResult<Numbered<T>>> TakeAsync(Lane lane)
    {
        if (_receiver.TryReceive(out Numbered<T> item) == ReceiveResult.Received)
            return new ReceiveResult<Numbered<T>>(ReceiveResult.Received, item);
        lane.BeginStarved();
        ReceiveResult<Numbered<T>> result = await _receiver.TryReceiveAsync().ConfigureAwait(false);
        lane.EndStarved();
        return result;
    }

    /// <summary>Lets nothing more in, and accounts for what is there. After the last lane of the consumer has ended.</summary>
    public void Close()
    {
        // Nothing is there unless a lane ended otherwise than by the end of the queue.
        _receiver.Close();
        while (_receiver.TryReceive(out Numbered<T> item) == ReceiveResult.Received)
        {
            if (!item.IsGap)
                Consumer.Refuse(item.Item, OwnsItems);
        }
    }

    public void Dispose()
    {
        _sender.Dispose();
        foreach (Outlet<T> outlet in _outlets)
            outlet.Close();
        _receiver.Dispose();
    }
}
