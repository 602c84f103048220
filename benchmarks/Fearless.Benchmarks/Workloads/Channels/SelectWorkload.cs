using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>What a message costs that one of several channels carries, whichever is ready.</summary>
internal sealed class SelectWorkload : IWorkload
{
    private const string New = "Fearless, threads, new selections";
    private const string Reused = "Fearless, threads, one selection";
    private const string Any = "Fearless, threads, any of an array";
    private const string Idiom = "System.Threading.Channels, WhenAny";
    private const string Trip = "a cache line, there and back";

    public string Name => "channel-select";

    public string Description => "selecting among four channels, to receive, and on both sides";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        ChannelSize[] sizes =
            [ChannelSize.Unbounded, ChannelSize.Everything, ChannelSize.Hundred, ChannelSize.One, ChannelSize.Rendezvous];
        foreach (ChannelSize size in sizes)
        {
            foreach (ChannelShape shape in new[] { ChannelShape.SelectToReceive, ChannelShape.SelectBoth })
            {
                // Two that try and wait for readiness never meet at a rendezvous.
                bool hasIdiom = size != ChannelSize.Rendezvous || shape != ChannelShape.SelectBoth;
                // A receiver that takes a value at a time from senders that wait for it goes no faster than this.
                bool hasTrip = size.OwnPace is not null && shape == ChannelShape.SelectToReceive;
                yield return new Comparison($"{Name}-{size.Name} {shape.Name}", Workers: null, "message", size.Messages)
                {
                    Expected = shape.Sum(size.Messages),
                    OwnPace = size.OwnPace,
                    Contenders =
                    [
                        .. arena.Crossbeam($"channels/{size.Name}/{shape.Name}"),
                        Arena.Outside(New, count: 1, () => SelectThreads<NewSelections>.Run(shape, size)),
                        Arena.Outside(Reused, count: 1, () => SelectThreads<OneSelection>.Run(shape, size)),
                        Arena.Outside(Any, count: 1, () => SelectThreads<AnyOfArray>.Run(shape, size)),
                        .. hasIdiom ? [Arena.Outside(Idiom, count: 1, () => SelectTasks.Run(shape, size))] : Array.Empty<Contender>(),
                        .. hasTrip ? [Arena.Outside(Trip, count: 1, () => RoundTrips.Run(shape, size))] : Array.Empty<Contender>(),
                    ],
                    Claims = [.. Claims(size, hasIdiom, hasTrip)],
                };
            }
        }
    }

    private static IEnumerable<Claim> Claims(ChannelSize size, bool hasIdiom, bool hasTrip)
    {
        // What waits in a channel has to lie somewhere; one that is small reuses its slots.
        if (size == ChannelSize.Hundred)
            yield return new Claim.Allocation(New, BeyondThoseOf: null, new Bar.AtMost(0.5));
        foreach (string ours in new[] { Any, Reused, New })
        {
            yield return new Claim.Ratio(ours, Arena.CrossbeamName, new Bar.AtMost(0.6));
            yield return new Claim.Ratio(ours, Arena.NewerCrossbeamName, new Bar.AtMost(0.6));
            // Tasks that wait for each other switch without the system's help, so where each message waits they are no match for threads. The
            // idiom keeps what it selects from, so what is built anew for each message is no match for it either.
            if (hasIdiom)
                yield return new Claim.Ratio(ours, Idiom, size.OwnPace is null && ours != New ? new Bar.AtMost(1) : null);
            if (hasTrip)
                yield return new Claim.Ratio(ours, Trip, Bar: null);
        }
    }
}
