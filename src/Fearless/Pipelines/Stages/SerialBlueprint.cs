namespace Fearless.Pipelines;

/// <summary>Describes a stage of one thread that numbers what it hands on anew.</summary>
/// <param name="upstream">What feeds it.</param>
/// <param name="capacity">How many items may wait before it; null for what the options say.</param>
/// <param name="isShared">Whether what it hands on may be in other hands too.</param>
/// <param name="create">Makes its node.</param>
internal sealed class SerialBlueprint<TIn, TOut>(
    Blueprint<TIn> upstream, int? capacity, bool isShared, Func<PipelineRun, StageQueue<TIn>, Emitter<TOut>, StageNode> create)
    : Blueprint<TOut>
{
    public override bool IsShared => isShared;

    public override void Build(PipelineRun run, Outlet<TOut> outlet)
    {
        StageQueue<TIn> inlet = run.AddQueue<TIn>(capacity, new Traffic(upstream.HasOneThread, HasOneConsumer: true), ownsItems: !upstream.IsShared);
        StageNode node = create(run, inlet, new Emitter<TOut>(outlet));
        inlet.Consumer = node;
        upstream.Build(run, inlet.OpenOutlet(window: null));
        run.Add(node);
    }
}
