namespace Fearless.Pipelines;

/// <summary>Describes the place where several pipelines become one; it numbers items as they come.</summary>
internal sealed class MergeBlueprint<T>(IReadOnlyList<Blueprint<T>> upstream) : Blueprint<T>
{
    public override bool IsShared => upstream.Any(static blueprint => blueprint.IsShared);

    public override void Build(PipelineRun run, Outlet<T> outlet)
    {
        StageQueue<T> inlet = run.AddQueue<T>(capacity: null, new Traffic(HasOneProducer: false, HasOneConsumer: true), ownsItems: !IsShared);
        var node = new PassNode<T>(run, "Merge", inlet, new Emitter<T>(outlet));
        inlet.Consumer = node;
        foreach (Blueprint<T> blueprint in upstream)
            blueprint.Build(run, inlet.OpenOutlet(window: null));
        run.Add(node);
    }
}
