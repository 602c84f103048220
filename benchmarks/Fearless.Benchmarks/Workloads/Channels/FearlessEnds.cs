using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>The channels of this library.</summary>
internal readonly struct FearlessEnds(Sender<ulong> sender, Receiver<ulong> receiver) : IAsyncEnds<FearlessEnds>
{
    public static FearlessEnds Create(int? capacity)
    {
        var (sender, receiver) = Open(capacity);
        return new FearlessEnds(sender, receiver);
    }

    public static ChannelEnds<ulong> Open(int? capacity) => capacity switch
    {
        null => Channel.Unbounded<ulong>(),
        0 => Channel.Rendezvous<ulong>(),
        { } bound => Channel.Bounded<ulong>(bound),
    };

    public ValueTask SendAsync(ulong value) => sender.SendAsync(value);

    public ValueTask<ulong> ReceiveAsync() => receiver.ReceiveAsync();
}
