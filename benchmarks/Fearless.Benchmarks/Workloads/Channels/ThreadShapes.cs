using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>The shapes between threads, which block. Threads are started and joined inside, as in the Rust twin.</summary>
internal static class ThreadShapes
{
    public static ulong Run(ChannelShape shape, ChannelSize size)
    {
        (Sender<ulong> sender, Receiver<ulong> receiver) = FearlessEnds.Open(size.Capacity);
        using (sender)
        using (receiver)
        {
            if (shape == ChannelShape.Sequential)
            {
                Send(sender, size.Messages);
                return Receive(receiver, size.Messages);
            }

            return Run(shape, size.Messages, sender, receiver);
        }
    }

    private static ulong Run(ChannelShape shape, int messages, Sender<ulong> sender, Receiver<ulong> receiver) => ThreadScope.Run(scope =>
    {
        for (int started = 0; started < shape.Senders; started++)
        {
            scope.Spawn((Sender: sender.Clone(), Messages: messages / shape.Senders), static share =>
            {
                using (share.Sender)
                    Send(share.Sender, share.Messages);
            });
        }
        if (shape.Receivers == 0)
            return Receive(receiver, messages);

        var receivers = new List<ScopedThread<ulong>>();
        for (int started = 0; started < shape.Receivers; started++)
        {
            receivers.Add(scope.Spawn((Receiver: receiver.Clone(), Messages: messages / shape.Receivers), static share =>
            {
                using (share.Receiver)
                    return Receive(share.Receiver, share.Messages);
            }));
        }
        return receivers.Aggregate(0UL, static (sum, receiver) => sum + receiver.Join());
    });

    private static void Send(Sender<ulong> sender, int messages)
    {
        for (int value = 0; value < messages; value++)
            sender.Send((ulong)value);
    }

    private static ulong Receive(Receiver<ulong> receiver, int messages)
    {
        ulong sum = 0;
        for (int received = 0; received < messages; received++)
            sum += receiver.Receive();
        return sum;
    }
}
