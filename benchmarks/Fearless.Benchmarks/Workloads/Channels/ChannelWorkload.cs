using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>What a message costs between threads, against Crossbeam, and against tasks with System.Threading.Channels.</summary>
/// <param name="size">How much the channel holds.</param>
internal sealed class ChannelWorkload(ChannelSize size) : IWorkload
{
    private const string Ours = "Fearless, threads";
    private const string Theirs = "System.Threading.Channels, tasks";

    public string Name => $"channel-{size.Name}";

    public string Description => $"messages between threads, {Capacity}, against Crossbeam and System.Threading.Channels";

    private string Capacity => size.Capacity is null ? "without bound" : $"capacity {size.Name}";

    // What fits in at once is sent and received by one thread too.
    private ChannelShape[] Shapes => size.Capacity is null || size.Capacity == size.Messages
        ? [ChannelShape.Sequential, ChannelShape.OneToOne, ChannelShape.ManyToOne, ChannelShape.ManyToMany]
        : [ChannelShape.OneToOne, ChannelShape.ManyToOne, ChannelShape.ManyToMany];

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        foreach (ChannelShape shape in Shapes)
        {
            yield return new Comparison($"{Name} {shape.Name}", Workers: null, "message", size.Messages)
            {
                Expected = shape.Sum(size.Messages),
                OwnPace = size.OwnPace,
                Contenders =
                [
                    .. arena.Crossbeam($"channels/{size.Name}/{shape.Name}"),
                    Arena.Outside(Ours, count: 1, () => ThreadShapes.Run(shape, size)),
                    Arena.Outside(Theirs, count: 1, () => TaskShapes<SystemEnds>.Run(shape, size)),
                ],
                Claims = [.. Claims()],
            };
        }
    }

    private IEnumerable<Claim> Claims()
    {
        yield return new Claim.Ratio(Ours, Arena.CrossbeamName, new Bar.AtMost(1));
        yield return new Claim.Ratio(Ours, Arena.NewerCrossbeamName, new Bar.AtMost(1));
        // Tasks that wait for each other switch without the system's help, so a full channel is no match between them and threads.
        bool isBuffered = size.Capacity is null || size.Capacity == size.Messages;
        yield return new Claim.Ratio(Ours, Theirs, isBuffered ? new Bar.AtMost(0.6) : null);
        // What waits in a channel has to lie somewhere. One that is small reuses its slots; a run makes some threads and one channel.
        if (!isBuffered)
            yield return new Claim.Allocation(Ours, BeyondThoseOf: null, new Bar.AtMost(0.5));
    }
}
