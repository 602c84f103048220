using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>Selection between threads, which block: the twin of Crossbeam's.</summary>
/// <typeparam name="TUse">How long a selection lives.</typeparam>
internal static class SelectThreads<TUse>
    where TUse : struct, SelectThreads<TUse>.IUse
{
    /// <summary>Runs selections.</summary>
    internal interface IUse
    {
        static abstract void Repeat(int times, Func<Selection> create);
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
                scope.Spawn(() => SendToAny(channels, share));
            else
                scope.Spawn(() => Send(sender, share));
        }
        if (shape.Receivers == 0)
            return ReceiveFromAny(channels, messages);

        var receivers = new List<ScopedThread<ulong>>();
        for (int started = 0; started < shape.Receivers; started++)
            receivers.Add(scope.Spawn(() => ReceiveFromAny(channels, share)));
        return receivers.Aggregate(0UL, static (sum, receiver) => sum + receiver.Join());
    });

    private static void Send(Sender<ulong> sender, int messages)
    {
        for (int value = 0; value < messages; value++)
            sender.Send((ulong)value);
    }

    private static void SendToAny(ChannelEnds<ulong>[] channels, int messages) => TUse.Repeat(messages, () =>
    {
        Selection selection = Select.Create();
        foreach (var (sender, _) in channels)
            selection.Send(sender, 1UL);
        return selection;
    });

    private static ulong ReceiveFromAny(ChannelEnds<ulong>[] channels, int messages)
    {
        var sum = new Tally();
        TUse.Repeat(messages, () =>
        {
            Selection selection = Select.Create();
            foreach (var (_, receiver) in channels)
                selection.Receive(receiver, sum, static (sum, value) => sum.Value += value);
            return selection;
        });
        return sum.Value;
    }

    private sealed class Tally
    {
        public ulong Value;
    }
}
