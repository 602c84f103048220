using System.Diagnostics;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>Sends one message a millisecond. Its time is the median latency, its processor time that of everything.</summary>
/// <param name="name">What the report calls it.</param>
/// <param name="messages">How many messages a run sends.</param>
/// <param name="open">Makes a channel and returns how to send a timestamp, and how to receive all of them.</param>
internal sealed class TrickleContender(
    string name, int messages, Func<(Action<long> Send, Func<Action<long>, int, ulong> Receive)> open) : Contender(name, count: 1)
{
    private const int PauseInMilliseconds = 1;

    public override Sample Run()
    {
        double[] latencies = new double[messages];
        int received = 0;
        Sample sample = Meter.Measure(() =>
        {
            (Action<long> send, Func<Action<long>, int, ulong> receive) = open();
            var sender = new Thread(() =>
            {
                for (int sent = 0; sent < messages; sent++)
                {
                    Thread.Sleep(PauseInMilliseconds);
                    send(Stopwatch.GetTimestamp());
                }
            });
            sender.Start();
            ulong check = receive(sent => latencies[received++] = Stopwatch.GetElapsedTime(sent).TotalNanoseconds, messages);
            sender.Join();
            return check;
        });
        return sample with { WallNanoseconds = (long)(Quartiles.Of(latencies).Median * messages) };
    }
}
