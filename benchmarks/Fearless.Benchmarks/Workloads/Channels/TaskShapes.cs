namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>The shapes between tasks of the .NET thread pool.</summary>
internal static class TaskShapes<TEnds>
    where TEnds : struct, IAsyncEnds<TEnds>
{
    public static ulong Run(ChannelShape shape, ChannelSize size)
    {
        var ends = TEnds.Create(size.Capacity);
        if (shape == ChannelShape.Sequential)
        {
            // Never waits, so that nothing leaves this thread.
            SendAsync(ends, size.Messages).GetAwaiter().GetResult();
            return ReceiveAsync(ends, size.Messages).GetAwaiter().GetResult();
        }

        int receivers = Math.Max(1, shape.Receivers);
        Task[] sending = [.. Enumerable.Range(0, shape.Senders).Select(_ => Task.Run(() => SendAsync(ends, size.Messages / shape.Senders)))];
        Task<ulong>[] receiving =
            [.. Enumerable.Range(0, receivers).Select(_ => Task.Run(() => ReceiveAsync(ends, size.Messages / receivers)))];
        Task.WaitAll(sending);
        return Task.WhenAll(receiving).GetAwaiter().GetResult().Aggregate(static (sum, part) => sum + part);
    }

    private static async Task SendAsync(TEnds ends, int messages)
    {
        for (int value = 0; value < messages; value++)
            await ends.SendAsync((ulong)value).ConfigureAwait(false);
    }

    private static async Task<ulong> ReceiveAsync(TEnds ends, int messages)
    {
        ulong sum = 0;
        for (int received = 0; received < messages; received++)
            sum += await ends.ReceiveAsync().ConfigureAwait(false);
        return sum;
    }
}
