namespace Fearless.Pipelines;

/// <summary>Describes a stage whose calls are asynchronous.</summary>
/// <param name="upstream">What feeds it.</param>
/// <param name="name">What it is called.</param>
/// <param name="degree">How many calls are under way at the same time, at most.</param>
/// <param name="capacity">How many items may wait before it; null for what the options say.</param>
/// <param name="function">What it calls.</param>
/// <param name="passesItems">Whether what it hands on are the items themselves.</param>
internal sealed class AsyncBlueprint<TIn, TOut>(
    Blueprint<TIn> upstream,
    string name,
    int degree,
    int? capacity,
    Func<TIn, CancellationToken, ValueTask<TOut>> function,
    bool passesItems)
    : Blueprint<TOut>
{
    public override bool IsOrdered => degree == 1 && upstream.IsOrdered;

    public override bool HasOneThread => false;

    public override bool IsShared => passesItems && upstream.IsShared;

    public override void Build(PipelineRun run, Outlet<TOut> outlet)
    {
        // Several even if there is one call at a time: what is awaited goes on wherever it does.
        StageQueue<TIn> inlet = run.AddQueue<TIn>(capacity, new Traffic(upstream.HasOneThread, HasOneConsumer: false), ownsItems: !upstream.IsShared);
        var node = new AsyncNode<TIn, TOut>(run, name, degree, inlet, function, outlet);
        inlet.Consumer = node;
        outlet.Window?.Widen(inlet.Capacity + degree);
        upstream.Build(run, inlet.OpenOutlet(outlet.Window));
        run.Add(node);
    }
}
