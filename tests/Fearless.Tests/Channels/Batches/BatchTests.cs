using Fearless.Channels;
using Fearless.Tests.Sync;
using Deadline = Fearless.Sync.Deadline;

namespace Fearless.Tests.Channels.Batches;

public class BatchTests
{
    private static readonly int[] Ten = [.. Enumerable.Range(0, 10)];

    [Fact]
    public void A_batch_that_ends_early_says_how_many_were_sent()
    {
        var (tx, rx) = Channel.Bounded<int>(4);
        Assert.Equal(SendResult.Full, tx.TrySendMany(Ten, out int sent));
        Assert.Equal(4, sent);
        Assert.Equal(SendResult.TimedOut, tx.SendMany(Ten, out sent, Deadline.After(TimeSpan.FromMilliseconds(2))));
        Assert.Equal(0, sent);
        Assert.Equal(SendResult.Cancelled, tx.SendMany(Ten, out sent, cancellationToken: new CancellationToken(true)));
        Assert.Equal(0, rx.Receive());
        Assert.Equal(SendResult.TimedOut, tx.SendMany(Ten.AsSpan(4), out sent, Deadline.After(TimeSpan.FromMilliseconds(2))));
        Assert.Equal(1, sent);
        Assert.Equal([1, 2, 3, 4], rx.TryReceiveAll());
        Assert.Equal(SendResult.Sent, tx.TrySendMany(ReadOnlySpan<int>.Empty, out sent));
        rx.Dispose();
        Assert.Equal(SendResult.Disconnected, tx.SendMany(Ten, out sent));
        Assert.Equal(0, sent);
    }

    [Fact]
    public void A_batch_is_received_without_waiting_for_more()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        Span<int> values = new int[4];
        Assert.Equal(ReceiveResult.Empty, rx.TryReceiveMany(values, out int received));
        Assert.Equal(ReceiveResult.TimedOut, rx.ReceiveMany(values, out received, Deadline.After(TimeSpan.FromMilliseconds(2))));
        Assert.Equal(0, received);
        tx.SendMany(Ten, out _);
        Assert.Equal(ReceiveResult.Received, rx.TryReceiveMany(values, out received));
        Assert.Equal(4, received);
        Assert.Equal(ReceiveResult.Received, rx.ReceiveMany(values, out received));
        Assert.Equal([4, 5, 6, 7], values.ToArray());
        Assert.Equal(ReceiveResult.Received, rx.ReceiveMany(values, out received));
        Assert.Equal(2, received);
        tx.Dispose();
        Assert.Equal(ReceiveResult.Disconnected, rx.ReceiveMany(values, out received));
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceiveMany(values, out received));
        Assert.Throws<ArgumentException>("values", () => rx.ReceiveMany([], out _));
        Assert.Throws<ArgumentException>("values", () => rx.TryReceiveMany([], out _));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Batches_keep_the_order_through_every_flavour(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int[] numbers = [.. Enumerable.Range(0, 2000)];
        TestThread sender = TestThread.Start(() =>
        {
            using (tx)
            {
                Assert.Equal(SendResult.Sent, tx.SendMany(numbers.AsSpan(0, 1000), out _));
                for (int at = 1000; at < 2000; at += 100)
                {
                    (SendResult result, int count) = tx.SendManyAsync(numbers.AsMemory(at, 100)).AsTask().GetAwaiter().GetResult();
                    Assert.Equal((SendResult.Sent, 100), (result, count));
                }
            }
        });
        var received = new List<int>();
        var buffer = new int[7];
        while (await rx.ReceiveManyAsync(buffer) is (ReceiveResult.Received, int count))
            received.AddRange(buffer.AsSpan(0, count));
        sender.Join();
        Assert.Equal(numbers, received);
        Assert.Equal((ReceiveResult.Disconnected, 0), await rx.ReceiveManyAsync(buffer));
    }

    public static TheoryData<string> All => Flavors.All;

    [Fact]
    public async Task A_cancelled_batch_takes_nothing()
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        using var source = new CancellationTokenSource();
        ValueTask<(ReceiveResult, int)> received = rx.ReceiveManyAsync(new int[2], Deadline.Never, source.Token);
        source.Cancel();
        Assert.Equal((ReceiveResult.Cancelled, 0), await received);
        using var other = new CancellationTokenSource();
        ValueTask<(SendResult, int)> sent = tx.SendManyAsync<int>(Ten, Deadline.Never, other.Token);
        other.Cancel();
        Assert.Equal((SendResult.Cancelled, 2), await sent);
        Assert.Equal([0, 1], rx.TryReceiveAll());
    }
}
