using Fearless.Benchmarks.Harness;
using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>What a channel costs that mostly waits: latency and processor time at one message a millisecond.</summary>
internal sealed class TrickleWorkload : IWorkload
{
    private const string Ours = "Fearless, thread";
    private const string Theirs = "System.Threading.Channels, await";
    private const int Messages = 1_000;
    private const int Capacity = 100;

    private static readonly Pace OwnPace = new(TimeSpan.FromSeconds(1), TimeSpan.Zero, Rounds: 9);

    public string Name => "channel-trickle";

    public string Description => "one message a millisecond: median latency and processor time of each";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return new Comparison(Name, Workers: null, "message (latency)", Messages)
        {
            Expected = Messages,
            OwnPace = OwnPace,
            Contenders =
            [
                .. arena.Crossbeam(static (peer, _) => peer.Trickle(Capacity, Messages)),
                new TrickleContender(Ours, Messages, OpenFearless),
                new TrickleContender(Theirs, Messages, OpenSystem),
            ],
            Claims =
            [
                new Claim.Ratio(Ours, Arena.CrossbeamName, new Bar.AtMost(1)),
                new Claim.CpuRatio(Ours, Arena.CrossbeamName, new Bar.AtMost(1)),
                new Claim.CpuRatio(Ours, Theirs, new Bar.AtMost(0.2)),
                // A thread and a channel for each thousand messages.
                new Claim.Allocation(Ours, BeyondThoseOf: null, new Bar.AtMost(5)),
            ],
        };
    }

    private static (Action<long> Send, Func<Action<long>, int, ulong> Receive) OpenFearless()
    {
        (Sender<long> sender, Receiver<long> receiver) = Channel.Bounded<long>(Capacity);
        return (value => sender.Send(value), (arrived, messages) =>
        {
            using (sender)
            using (receiver)
            {
                for (int received = 0; received < messages; received++)
                    arrived(receiver.Receive());
            }
            return (ulong)messages;
        });
    }

    private static (Action<long> Send, Func<Action<long>, int, ulong> Receive) OpenSystem()
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<long>(Capacity);
        return (value => channel.Writer.TryWrite(value), (arrived, messages) => Task.Run(async () =>
        {
            for (int received = 0; received < messages; received++)
                arrived(await channel.Reader.ReadAsync().ConfigureAwait(false));
            return (ulong)messages;
        }).GetAwaiter().GetResult());
    }
}
