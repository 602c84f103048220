namespace Fearless.Pipelines;

/// <summary>Describes a stage that puts items in the order in which they were numbered, and numbers them anew.</summary>
internal sealed class OrderBlueprint<T>(Blueprint<T> upstream) : Blueprint<T>
{
    public override bool IsShared => upstream.IsShared;

    public override void Build(PipelineRun run, Outlet<T> outlet)
    {
        StageQueue<T> inlet = run.AddQueue<T>(capacity: null, new Traffic(upstream.HasOneThread, HasOneConsumer: true), ownsItems: !upstream.IsShared);
        OrderWindow window = run.AddWindow();
        var node = new OrderNode<T>(run, inlet, window, new Emitter<T>(outlet));
        inlet.Consumer = node;
        window.Widen(inlet.Capacity + 1);
        upstream.Build(run, inlet.OpenOutlet(window));
        run.Add(node);
    }
}
