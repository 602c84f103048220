namespace Fearless.Tool.Measuring.Probes;

/// <summary>What channels cost.</summary>
internal static class ChannelProbes
{
    // The capacity that the guide's examples have.
    private const int Capacity = 100;

    public static IEnumerable<Probe> All => [Probe.Nanoseconds("pass a value through a channel", null, PassOn)];

    private static void PassOn(int count)
    {
        (Channels.Sender<int> sender, Channels.Receiver<int> receiver) = Channels.Channel.Bounded<int>(Capacity);
        using (receiver)
        {
            ThreadScope.Run(scope =>
            {
                scope.Spawn(() =>
                {
                    using (sender)
                    {
                        for (int i = 0; i < count; i++)
                            sender.Send(i);
                    }
                });
                for (int i = 0; i < count; i++)
                    receiver.Receive();
            });
        }
    }
}
