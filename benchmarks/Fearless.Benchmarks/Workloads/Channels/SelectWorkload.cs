using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>What a message costs that one of several channels carries, whichever is ready.</summary>
internal sealed class SelectWorkload : IWorkload
{
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
                        Arena.Outside(Idiom, count: 1, () => SelectShapes.Run(shape, size)),
                    ],
                    Claims = [new Claim.Ratio(Idiom, Arena.CrossbeamName, Bar: null)],
                };
            }
        }
    }
}
