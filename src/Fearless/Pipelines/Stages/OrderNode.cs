namespace Fearless.Pipelines;

/// <summary>Puts items in the order of their numbers.</summary>
internal sealed class OrderNode<T>(PipelineRun run, StageQueue<T> inlet, OrderWindow window, Emitter<T> emitter)
    : StageNode(run, "Ordered", degree: 1, threads: 1)
{
    public override IEnumerable<StageNode?> Next => [emitter.Destination];

    protected override int Queued => inlet.Count;

    protected override int Capacity => inlet.Capacity;

    public override void Work(Lane lane)
    {
        // INVARIANT: slot `number % Size` holds the item of that number, or null while it has not come. All numbers that are on their way lie
        // within one window (OrderWindow), so no two share a slot.
        var early = new Numbered<T>?[window.Size];
        long turn = 0;
        var batch = new Numbered<T>[inlet.BatchSize];
        int taken;
        while ((taken = inlet.Take(lane, batch)) > 0)
        {
            foreach (ref Numbered<T> next in batch.AsSpan(0, taken))
            {
                early[next.Number % early.Length] = next;
                next = default;
                while (early[turn % early.Length] is { } item)
                {
                    early[turn % early.Length] = null;
                    turn++;
                    window.Leave();
                    Pass(lane, item);
                }
            }
        }
        // Nothing is left, unless a thread was interrupted and a number has not come.
        foreach (Numbered<T>? item in early)
        {
            if (item is { IsGap: false })
                LeaveOut(lane, item.Value.Item, inlet.OwnsItems);
        }
    }

    protected override void Close()
    {
        inlet.Close();
        window.Break();
        emitter.Close();
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
