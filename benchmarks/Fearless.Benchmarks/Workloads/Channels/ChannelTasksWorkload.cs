using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>What a message costs between tasks, against System.Threading.Channels.</summary>
internal sealed class ChannelTasksWorkload : IWorkload
{
    private const string Ours = "Fearless, tasks";
    private const string Theirs = "System.Threading.Channels, tasks";

    public string Name => "channel-tasks";

    public string Description => "messages between tasks, SendAsync and ReceiveAsync against WriteAsync and ReadAsync";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        ChannelSize[] sizes =
            [ChannelSize.Unbounded, ChannelSize.Everything, ChannelSize.Hundred, ChannelSize.One, ChannelSize.Rendezvous];
        foreach (ChannelSize size in sizes)
        {
            foreach (ChannelShape shape in new[] { ChannelShape.OneToOne, ChannelShape.ManyToOne, ChannelShape.ManyToMany })
            {
                yield return new Comparison($"{Name}-{size.Name} {shape.Name}", Workers: null, "message", size.Messages)
                {
                    Expected = shape.Sum(size.Messages),
                    Contenders =
                    [
                        Arena.Outside(Ours, count: 1, () => TaskShapes<FearlessEnds>.Run(shape, size)),
                        Arena.Outside(Theirs, count: 1, () => TaskShapes<SystemEnds>.Run(shape, size)),
                    ],
                    Claims = [.. Claims(size)],
                };
            }
        }
    }

    private static IEnumerable<Claim> Claims(ChannelSize size)
    {
        yield return new Claim.Ratio(Ours, Theirs, new Bar.AtMost(1));
        if (size.Capacity < size.Messages)
            yield return new Claim.Allocation(Ours, BeyondThoseOf: null, new Bar.AtMost(0.5));
    }
}
