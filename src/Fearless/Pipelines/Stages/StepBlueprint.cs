namespace Fearless.Pipelines;

/// <summary>Describes a stage that makes at most one result of each item.</summary>
/// <param name="upstream">What feeds it.</param>
/// <param name="name">What it is called.</param>
/// <param name="degree">How many threads it has.</param>
/// <param name="capacity">How many items may wait before it; null for what the options say.</param>
/// <param name="step">What it does.</param>
/// <param name="passesItems">Whether what it hands on are the items themselves.</param>
internal sealed class StepBlueprint<TIn, TOut, TStep>(
    Blueprint<TIn> upstream, string name, int degree, int? capacity, TStep step, bool passesItems)
    : Blueprint<TOut>
    where TStep : struct, IStep<TIn, TOut>
{
    public override bool IsOrdered => degree == 1 && upstream.IsOrdered;

    public override bool HasOneThread => degree == 1;

    public override bool IsShared => passesItems && upstream.IsShared;

    public override void Build(PipelineRun run, Outlet<TOut> outlet)
    {
        StageQueue<TIn> inlet = run.AddQueue<TIn>(capacity, new Traffic(upstream.HasOneThread, degree == 1), ownsItems: !upstream.IsShared);
        var node = new StepNode<TIn, TOut, TStep>(run, name, degree, inlet, step, outlet);
        inlet.Consumer = node;
        outlet.Window?.Widen(inlet.Capacity + degree);
        upstream.Build(run, inlet.OpenOutlet(outlet.Window));
        run.Add(node);
    }
}
