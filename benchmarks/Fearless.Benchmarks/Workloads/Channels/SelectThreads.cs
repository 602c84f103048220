using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>Selection between threads, which block: the twin of Crossbeam's.</summary>
/// <typeparam name="TUse">How they select.</typeparam>
internal static class SelectThreads<TUse>
    where TUse : struct, SelectThreads<TUse>.IUse
{
    /// <summary>A way to select.</summary>
    internal interface IUse
    {
        static abstract void SendToAny(ChannelEnds<ulong>[] channels, int messages);

        static abstract ulong ReceiveFromAny(ChannelEnds<ulong>[] channels, int messages);
    }

    public static ulong Run(ChannelShape shape, ChannelSize size)
    {
        ChannelEnds<ulong>[] channels = [.. Enumerable.Range(0, shape.Senders).Select(_ => FearlessEnds.Open(size.Capacity))];
        try
        {
            return Run(shape, size.Messages, channels);
        }
        finally
        {
            foreach (var (sender, receiver) in channels)
            {
                sender.Dispose();
                receiver.Dispose();
            }
        }
    }

    private static ulong Run(ChannelShape shape, int messages, ChannelEnds<ulong>[] channels) => ThreadScope.Run(scope =>
    {
        int share = messages / shape.Senders;
        foreach (var (sender, _) in channels)
        {
            if (shape == ChannelShape.SelectBoth)
                scope.Spawn(() => TUse.SendToAny(channels, share));
            else
                scope.Spawn(() => Send(sender, share));
        }
        if (shape.Receivers == 0)
            return TUse.ReceiveFromAny(channels, messages);

        var receivers = new List<ScopedThread<ulong>>();
        for (int started = 0; started < shape.Receivers; started++)
            receivers.Add(scope.Spawn(() => TUse.ReceiveFromAny(channels, share)));
        return receivers.Aggregate(0UL, static (sum, receiver) => sum + receiver.Join());
    });

    private static void Send(Sender<ulong> sender, int messages)
    {
        for (int value = 0; value < messages; value++)
            sender.Send((ulong)value);
    }
}
