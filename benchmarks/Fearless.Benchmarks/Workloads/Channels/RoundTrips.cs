using Fearless.Atomics;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>What two threads need at least that wait for each other with every message: one cache line, there and back, and nothing
/// else.</summary>
internal static class RoundTrips
{
    public static ulong Run(ChannelShape shape, ChannelSize size)
    {
        int share = size.Messages / shape.Senders;
        var line = new Line();
        return ThreadScope.Run(scope =>
        {
            scope.Spawn(() => Send(line, size.Messages));
            ulong sum = 0;
            for (int message = 0; message < size.Messages; message++)
            {
                Await(line, (2 * message) + 1);
                line.Turn.Write((2 * message) + 2);
                sum += (ulong)(message % share);
            }
            return sum;
        });
    }

    private static void Send(Line line, int messages)
    {
        for (int message = 0; message < messages; message++)
        {
            line.Turn.Write((2 * message) + 1);
            Await(line, (2 * message) + 2);
        }
    }

    private static void Await(Line line, long turn)
    {
        while (line.Turn.Read() != turn)
            Spin.Wait(1);
    }

    private sealed class Line
    {
        public AtomicLong Turn;
    }
}
