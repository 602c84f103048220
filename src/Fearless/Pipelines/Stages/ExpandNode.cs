namespace Fearless.Pipelines;

/// <summary>Makes any number of results of each item.</summary>
internal sealed class ExpandNode<TIn, TOut>(
    PipelineRun run, string name, StageQueue<TIn> inlet, Emitter<TOut> emitter, Func<TIn, IEnumerable<TOut>> function)
    : SerialNode<TIn>(run, name, inlet)
{
    public override IEnumerable<StageNode?> Next => [emitter.Destination];

    protected override void Accept(Lane lane, TIn item)
    {
        foreach (TOut result in function(item))
        {
            if (IsStopped)
            {
                LeaveOut(lane, item, ownsItem: false);
                return;
            }
            emitter.Emit(lane, result);
        }
        lane.Done();
    }

    protected override void Close()
    {
        base.Close();
        emitter.Close();
    }
}
