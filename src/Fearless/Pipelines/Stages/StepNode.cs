namespace Fearless.Pipelines;

/// <summary>A stage that makes at most one result of each item, with one thread or several.</summary>
internal sealed class StepNode<TIn, TOut, TStep>(
    PipelineRun run, string name, int degree, StageQueue<TIn> inlet, TStep step, Outlet<TOut> outlet)
    : StageNode(run, name, degree, threads: degree)
    where TStep : struct, IStep<TIn, TOut>
{
    public override IEnumerable<StageNode?> Next => [outlet.Destination];

    protected override int Queued => inlet.Count;

    protected override int Capacity => inlet.Capacity;

    public override void Work(Lane lane)
    {
        var batch = new Numbered<TIn>[inlet.BatchSize];
        int taken;
        while ((taken = inlet.Take(lane, batch)) > 0)
        {
            int done = 0;
            while (done < taken)
                Process(lane, batch.AsSpan(0, taken), ref done);
        }
    }

    protected override void Close()
    {
        inlet.Close();
        outlet.Close();
    }

    /// <summary>Processes items up to the end of the batch or the first that fails; its exception is kept.</summary>
    private void Process(Lane lane, Span<Numbered<TIn>> batch, ref int done)
    {
        Numbered<TIn> item = default;
        bool isInStep = false;
        try
        {
            while (done < batch.Length)
            {
                item = batch[done];
                // The batch would keep alive what is long done.
                batch[done++] = default;
                if (item.IsGap || IsStopped)
                {
                    Skip(lane, item);
                    continue;
                }
                isInStep = true;
                bool passes = step.TryApply(item.Item, Token, out TOut result);
                isInStep = false;
                lane.Done();
                if (passes)
                    outlet.Send(lane, item.With(result));
                else
                    outlet.SendGap(lane, item.Number);
            }
        }
        catch (Exception exception) when (isInStep)
        {
            lane.Failed();
            Run.Fail(this, item.Item, exception);
            outlet.SendGap(lane, item.Number);
        }
    }

    private void Skip(Lane lane, in Numbered<TIn> item)
    {
        if (!item.IsGap)
            LeaveOut(lane, item.Item, inlet.OwnsItems);
        outlet.SendGap(lane, item.Number);
    }
}
