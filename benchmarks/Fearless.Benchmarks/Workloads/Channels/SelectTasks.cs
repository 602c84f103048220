using System.Threading.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>Selection as System.Threading.Channels has it: try each, then wait until any may be ready, and try again.</summary>
internal static class SelectTasks
{
    public static ulong Run(ChannelShape shape, ChannelSize size)
    {
        Channel<ulong>[] channels = [.. Enumerable.Range(0, shape.Senders).Select(_ => SystemEnds.Open(size.Capacity))];
        int receivers = Math.Max(1, shape.Receivers);
        Task[] sending =
        [
            .. channels.Select(channel => Task.Run(() => shape == ChannelShape.SelectBoth
                ? SendToAnyAsync(channels, size.Messages / shape.Senders)
                : SendAsync(channel, size.Messages / shape.Senders))),
        ];
        Task<ulong>[] receiving =
            [.. Enumerable.Range(0, receivers).Select(_ => Task.Run(() => ReceiveFromAnyAsync(channels, size.Messages / receivers)))];
        Task.WaitAll(sending);
        return Task.WhenAll(receiving).GetAwaiter().GetResult().Aggregate(static (sum, part) => sum + part);
    }

    private static async Task SendAsync(Channel<ulong> channel, int messages)
    {
        for (int value = 0; value < messages; value++)
            await channel.Writer.WriteAsync((ulong)value).ConfigureAwait(false);
    }

    private static async Task SendToAnyAsync(Channel<ulong>[] channels, int messages)
    {
        var waits = new Task<bool>[channels.Length];
        for (int value = 0; value < messages; value++)
        {
            while (!TrySend(channels, value))
            {
                for (int i = 0; i < channels.Length; i++)
                    waits[i] = channels[i].Writer.WaitToWriteAsync().AsTask();
                await Task.WhenAny(waits).ConfigureAwait(false);
            }
        }
    }

    private static async Task<ulong> ReceiveFromAnyAsync(Channel<ulong>[] channels, int messages)
    {
        var waits = new Task<bool>[channels.Length];
        ulong sum = 0;
        for (int received = 0; received < messages; received++)
        {
            ulong value;
            while (!TryReceive(channels, received, out value))
            {
                for (int i = 0; i < channels.Length; i++)
                    waits[i] = channels[i].Reader.WaitToReadAsync().AsTask();
                await Task.WhenAny(waits).ConfigureAwait(false);
            }
            sum += value;
        }
        return sum;
    }

    // Each message starts with another channel, so that none starves.
    private static bool TrySend(Channel<ulong>[] channels, int first)
    {
        for (int turn = 0; turn < channels.Length; turn++)
        {
            if (channels[(first + turn) % channels.Length].Writer.TryWrite(1))
                return true;
        }
        return false;
    }

    private static bool TryReceive(Channel<ulong>[] channels, int first, out ulong value)
    {
        for (int turn = 0; turn < channels.Length; turn++)
        {
            if (channels[(first + turn) % channels.Length].Reader.TryRead(out value))
                return true;
        }
        value = 0;
        return false;
    }
}
