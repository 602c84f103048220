namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>Both ends of a channel for tasks. A struct, so that the JIT makes code of its own for each.</summary>
internal interface IAsyncEnds<TSelf>
    where TSelf : struct, IAsyncEnds<TSelf>
{
    static abstract TSelf Create(int? capacity);

    ValueTask SendAsync(ulong value);

    ValueTask<ulong> ReceiveAsync();
}
