using System.Threading.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>System.Threading.Channels, as it comes.</summary>
internal readonly struct SystemEnds(Channel<ulong> channel) : IAsyncEnds<SystemEnds>
{
    public static SystemEnds Create(int? capacity) => new(Open(capacity));

    public static Channel<ulong> Open(int? capacity) => capacity is { } bound
        ? System.Threading.Channels.Channel.CreateBounded<ulong>(bound)
        : System.Threading.Channels.Channel.CreateUnbounded<ulong>();

    public ValueTask SendAsync(ulong value) => channel.Writer.WriteAsync(value);

    public ValueTask<ulong> ReceiveAsync() => channel.Reader.ReadAsync();
}
