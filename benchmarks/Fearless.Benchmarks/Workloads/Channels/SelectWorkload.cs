using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>What a message costs that one of several channels carries, whichever is ready.</summary>
internal sealed class SelectWorkload : IWorkload
{
    private const string New = "Fearless, threads, new selections";
    private const string Reused = "Fearless, threads, one selection";
    private const string Any = "Fearless, threads, any of an array";
    private const string Idiom = "System.Threading.Channels, WhenAny";

    public string Name => "channel-select";

    public string Description => "selecting among four channels, to receive, and on both sides";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        foreach (ChannelSize size in new[] { ChannelSize.Unbounded, ChannelSize.Everything, ChannelSize.Hundred })
        {
            foreach (ChannelShape shape in new[] { ChannelShape.SelectToReceive, ChannelShape.SelectBoth })
            {
                yield return new Comparison($"{Name}-{size.Name} {shape.Name}", Workers: null, "message", size.Messages)
                {
                    Expected = shape.Sum(size.Messages),
                    Contenders =
                    [
                        .. arena.Crossbeam($"channels/{size.Name}/{shape.Name}"),
                        Arena.Outside(New, count: 1, () => SelectThreads<NewSelections>.Run(shape, size)),
                        Arena.Outside(Reused, count: 1, () => SelectThreads<OneSelection>.Run(shape, size)),
                        Arena.Outside(Any, count: 1, () => SelectThreads<AnyOfArray>.Run(shape, size)),
                        Arena.Outside(Idiom, count: 1, () => SelectTasks.Run(shape, size)),
                    ],
                    Claims =
                    [
                        // What waits in a channel has to lie somewhere; one that is small reuses its slots.
                        .. size == ChannelSize.Hundred ? [new Claim.Allocation(New, BeyondThoseOf: null, new Bar.AtMost(0.5))] : Array.Empty<Claim>(),
                        new Claim.Ratio(New, Arena.CrossbeamName, new Bar.AtMost(0.6)),
                        new Claim.Ratio(New, Arena.NewerCrossbeamName, new Bar.AtMost(0.6)),
                        new Claim.Ratio(New, Idiom, new Bar.AtMost(1)),
                        new Claim.Ratio(Reused, Arena.CrossbeamName, new Bar.AtMost(0.6)),
                        new Claim.Ratio(Reused, Idiom, new Bar.AtMost(1)),
                        new Claim.Ratio(Any, Arena.CrossbeamName, new Bar.AtMost(0.6)),
                        new Claim.Ratio(Any, Arena.NewerCrossbeamName, new Bar.AtMost(0.6)),
                        new Claim.Ratio(Any, Idiom, new Bar.AtMost(1)),
                    ],
                };
            }
        }
    }
}
