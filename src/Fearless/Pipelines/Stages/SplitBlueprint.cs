namespace Fearless.Pipelines;

/// <summary>Describes a split into branches, which become one again after it.</summary>
/// <param name="upstream">What feeds the split.</param>
/// <param name="name">What the split is called.</param>
/// <param name="choose">Which branch an item goes to; null if it goes to all.</param>
/// <param name="starts">Where the branches begin.</param>
/// <param name="ends">Where they end.</param>
internal sealed class SplitBlueprint<TIn, TOut>(
    Blueprint<TIn> upstream,
    string name,
    Func<TIn, int>? choose,
    IReadOnlyList<BranchBlueprint<TIn>> starts,
    IReadOnlyList<Blueprint<TOut>> ends)
    : Blueprint<TOut>
{
    public override bool IsShared => ends.Any(static end => end.IsShared);

    public override void Build(PipelineRun run, Outlet<TOut> outlet)
    {
        StageQueue<TIn> inlet = run.AddQueue<TIn>(capacity: null, new Traffic(upstream.HasOneThread, HasOneConsumer: true), ownsItems: !upstream.IsShared);
        var split = new SplitNode<TIn>(run, name, inlet, starts.Count, choose);
        inlet.Consumer = split;
        upstream.Build(run, inlet.OpenOutlet(window: null));
        run.Add(split);
        run.AddSplit(starts, split);
        new MergeBlueprint<TOut>(ends).Build(run, outlet);
        for (int branch = 0; branch < starts.Count; branch++)
        {
            if (!split.IsConnected(branch))
            {
                throw new InvalidOperationException(
                    $"Branch {branch} of {name} takes no items from the split. Build it from the pipeline that the function receives.");
            }
        }
    }
}
