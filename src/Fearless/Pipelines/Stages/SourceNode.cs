namespace Fearless.Pipelines;

/// <summary>Takes items from outside and numbers them, on a thread of its own.</summary>
internal abstract class SourceNode<T>(PipelineRun run, string name, Emitter<T> emitter) : StageNode(run, name, degree: 1, threads: 1)
{
    public override IEnumerable<StageNode?> Next => [emitter.Destination];

    public override void Work(Lane lane)
    {
        try
        {
            TakeAll(lane);
        }
        catch (OperationCanceledException) when (IsStopped)
        {
            // The wait for an item was cut short; none was taken.
            Run.Cut();
        }
        catch (Exception exception)
        {
            lane.Failed();
            Run.Fail(this, null, exception);
        }
    }

    /// <summary>Takes items until there are no more or the stage is stopped.</summary>
    protected abstract void TakeAll(Lane lane);

    /// <summary>Whether to take another item.</summary>
    protected bool GoesOn()
    {
        if (!IsStopped)
            return true;
        Run.Cut();
        return false;
    }

    protected void Emit(Lane lane, T item)
    {
        lane.Done();
        emitter.Emit(lane, item);
    }

    protected override void Close() => emitter.Close();
}
