namespace Fearless.Pipelines;

/// <summary>Hands items on as they are.</summary>
internal sealed class PassNode<T>(PipelineRun run, string name, StageQueue<T> inlet, Emitter<T> emitter) : SerialNode<T>(run, name, inlet)
{
    public override IEnumerable<StageNode?> Next => [emitter.Destination];

    protected override void Accept(Lane lane, T item)
    {
        lane.Done();
        emitter.Emit(lane, item);
    }

    protected override void Close()
    {
        base.Close();
        emitter.Close();
    }
}
