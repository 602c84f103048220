using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Pipelines;

/// <summary>What a hand-over between stages costs where the stages do next to nothing.</summary>
internal sealed class PipelineWorkload : IWorkload
{
    private const string Ours = "Pipeline";
    private const string ByHand = "by hand over channels";
    private const string Dataflow = "TPL Dataflow";
    private const string BoundedDataflow = "TPL Dataflow, bounded";

    public string Name => "pipeline";

    public string Description => "a million numbers through three stages of trivial work, against channels by hand and TPL Dataflow";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return new Comparison(Name, Workers: null, "item", ThreeStages.Items)
        {
            Expected = ThreeStages.Sum,
            Contenders =
            [
                Arena.Outside(Ours, count: 1, ThreeStages.AsPipeline),
                Arena.Outside(ByHand, count: 1, ThreeStages.ByHand),
                Arena.Outside(Dataflow, count: 1, static () => ThreeStages.AsDataflow(ThreeStages.Unbounded)),
                Arena.Outside(BoundedDataflow, count: 1, static () => ThreeStages.AsDataflow(ThreeStages.Capacity)),
            ],
            Claims =
            [
                new Claim.Ratio(Ours, Dataflow, new Bar.AtMost(0.5)),
                new Claim.Ratio(Ours, BoundedDataflow, new Bar.AtMost(0.5)),
                new Claim.Ratio(Ours, ByHand, new Bar.AtMost(1)),
                // The queues of a run are the only objects.
                new Claim.Allocation(Ours, BeyondThoseOf: null, new Bar.AtMost(0.1)),
            ],
        };
    }
}
