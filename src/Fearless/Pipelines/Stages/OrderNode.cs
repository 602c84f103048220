using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>Puts items in the order of their numbers.</summary>
internal sealed class OrderNode<T>(PipelineRun run, StageQueue<T> inlet, OrderWindow window, Emitter<T> emitter)
    : StageNode(run, "Ordered", degree: 1, threads: 1)
{
    // INVARIANT: slot `number % Size` holds the item of that number, or null while it has not come. All numbers that are on their way lie
    // within one window (OrderWindow), so no two share a slot. Made when the stage begins, since the window is not complete before.
    private Numbered<T>?[]? _early;
    private long _turn;

    public override IEnumerable<StageNode?> Next => [emitter.Destination];

    protected override int Queued => inlet.Count;

    protected override int Capacity => inlet.Capacity;

    public override void Work(Lane lane)
    {
        _early ??= new Numbered<T>?[window.Size];
        var batch = new Numbered<T>[inlet.BatchSize];
        int taken;
        bool hasEnded;
        while ((taken = inlet.Take(lane, batch, Deadline.Never, out hasEnded)) > 0)
        {
            foreach (ref Numbered<T> next in batch.AsSpan(0, taken))
            {
                _early[next.Number % _early.Length] = next;
                next = default;
                while (_early[_turn % _early.Length] is { } item)
                {
                    _early[_turn % _early.Length] = null;
                    _turn++;
                    window.Leave();
                    Pass(lane, item);
                }
            }
        }
        if (hasEnded)
            LeaveOutRest(lane, _early);
    }

    protected override void Close()
    {
        inlet.Close();
        window.Break();
        emitter.Close();
    }

    // Nothing is left, unless a thread was interrupted and a number has not come.
    private void LeaveOutRest(Lane lane, Numbered<T>?[] early)
    {
        foreach (Numbered<T>? item in early)
        {
            if (item is { IsGap: false })
                LeaveOut(lane, item.Value.Item, inlet.OwnsItems);
        }
    }

    private void Pass(Lane lane, in Numbered<T> item)
    {
        if (item.IsGap)
            return;
        if (IsStopped)
        {
            LeaveOut(lane, item.Item, inlet.OwnsItems);
            return;
        }
        lane.Done();
        emitter.Emit(lane, item.Item);
    }
}
