using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>A stage of one thread that keeps something between items, or hands on other numbers of items than it takes.</summary>
internal abstract class SerialNode<T>(PipelineRun run, string name, StageQueue<T> inlet) : StageNode(run, name, degree: 1, threads: 1)
{
    protected override int Queued => inlet.Count;

    protected override int Capacity => inlet.Capacity;

    protected bool OwnsItems => inlet.OwnsItems;

    /// <summary>When to call <see cref="OnDeadline"/> if nothing comes.</summary>
    protected virtual Deadline Deadline => Deadline.Never;

    public override void Work(Lane lane)
    {
        var batch = new Numbered<T>[inlet.BatchSize];
        bool hasEnded = false;
        while (!hasEnded)
        {
            int taken = inlet.Take(lane, batch, Deadline, out hasEnded);
            foreach (ref Numbered<T> next in batch.AsSpan(0, taken))
            {
                Numbered<T> item = next;
                next = default;
                if (!item.IsGap)
                    Process(lane, item.Item);
            }
            if (Deadline.HasPassed)
                OnDeadline(lane);
            if (SingleThread.IsOn && taken == 0 && !hasEnded)
                return;
        }
        OnEnd(lane);
    }

    /// <summary>Processes an item, and counts it. Runs the user's code first, and throws what that throws; the item then counts as
    /// failed.</summary>
    protected abstract void Accept(Lane lane, T item);

    protected virtual void OnDeadline(Lane lane)
    {
    }

    /// <summary>After the last item.</summary>
    protected virtual void OnEnd(Lane lane)
    {
    }

    protected override void Close() => inlet.Close();

    private void Process(Lane lane, T item)
    {
        if (IsStopped)
        {
            LeaveOut(lane, item, inlet.OwnsItems);
            return;
        }
        try
        {
            Accept(lane, item);
        }
        catch (Exception exception)
        {
            lane.Failed();
            Run.Fail(this, item, exception);
        }
    }
}
