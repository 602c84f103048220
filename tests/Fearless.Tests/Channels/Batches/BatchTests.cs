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

    [Fact]
    public async Task Batches_have_timeouts()
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        int[] values = new int[4];
        TimeSpan shortly = TimeSpan.FromMilliseconds(2);
        Assert.Equal(ReceiveResult.TimedOut, rx.ReceiveMany(values, out int count, shortly));
        Assert.Equal((ReceiveResult.TimedOut, 0), await rx.ReceiveManyAsync(values, shortly));
        Assert.Equal(SendResult.TimedOut, tx.SendMany(Ten, out count, shortly));
        Assert.Equal(2, count);
        Assert.Equal((SendResult.TimedOut, 0), await tx.SendManyAsync<int>(Ten, shortly));
        Assert.Equal(ReceiveResult.Received, rx.ReceiveMany(values, out count, Timeout.InfiniteTimeSpan));
        Assert.Equal(2, count);
        TimeSpan negative = TimeSpan.FromSeconds(-2);
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => tx.SendMany(Ten, out _, negative));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = tx.SendManyAsync<int>(Ten, negative); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => rx.ReceiveMany(values, out _, negative));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = rx.ReceiveManyAsync(values, negative); });
        Assert.True(rx.IsEmpty);
    }

    [Theory]
    [InlineData("bounded 3")]
    [InlineData("bounded 100")]
    [InlineData("unbounded")]
    public void Batches_of_many_threads_lose_and_repeat_nothing(string flavor)
    {
        const int Each = 20_000;
        var (tx, rx) = Flavors.Create<int>(flavor);
        TestThread[] senders = [.. Enumerable.Range(0, 2).Select(n => TestThread.Start(() =>
        {
            int[] values = [.. Enumerable.Range(n * Each, Each)];
            var random = new Random(n);
            for (int sent = 0; sent < Each;)
            {
                int length = Math.Min(random.Next(1, 200), Each - sent);
                Assert.Equal(SendResult.Sent, tx.SendMany(values.AsSpan(sent, length), out int count));
                Assert.Equal(length, count);
                sent += length;
            }
        }))];
        int[][] received = [new int[(2 * Each) + 1], new int[(2 * Each) + 1]];
        int[] counts = new int[2];
        Span<int> Rest(int n) => received[n].AsSpan(counts[n], Math.Min(150, (2 * Each) + 1 - counts[n]));
        TestThread[] receivers = [.. Enumerable.Range(0, 2).Select(n => TestThread.Start(() =>
        {
            while (rx.ReceiveMany(Rest(n), out int count) == ReceiveResult.Received)
                counts[n] += count;
        }))];
        foreach (TestThread sender in senders)
            sender.Join();
        tx.Dispose();
        foreach (TestThread receiver in receivers)
            receiver.Join();
        Assert.Equal(Enumerable.Range(0, 2 * Each), received[0][..counts[0]].Concat(received[1][..counts[1]]).Order());
        // What one sender sent comes in order to each receiver.
        for (int n = 0; n < 2; n++)
        {
            foreach (int sender in new[] { 0, 1 })
            {
                int[] own = [.. received[n][..counts[n]].Where(value => value / Each == sender)];
                Assert.Equal(own.Order(), own);
            }
        }
    }

    [Theory]
    [InlineData("bounded 100")]
    [InlineData("unbounded")]
    public async Task A_batch_wakes_as_many_as_it_has_values(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Task<int>[] receiving = [.. Enumerable.Range(0, 5).Select(_ => rx.ReceiveAsync().AsTask())];
        Assert.Equal(SendResult.Sent, tx.TrySendMany(new[] { 0, 1, 2, 3, 4 }, out _));
        Assert.Equal(Enumerable.Range(0, 5), (await Task.WhenAll(receiving).WaitAsync(TestThread.Patience)).Order());
    }

    [Fact]
    public async Task A_batch_lets_as_many_in_as_it_makes_room_for()
    {
        var (tx, rx) = Channel.Bounded<int>(3);
        Flavors.Fill(tx);
        Task[] sending = [.. Enumerable.Range(3, 3).Select(value => tx.SendAsync(value).AsTask())];
        int[] values = new int[3];
        Assert.Equal(ReceiveResult.Received, rx.TryReceiveMany(values, out int received));
        Assert.Equal(3, received);
        await Task.WhenAll(sending).WaitAsync(TestThread.Patience);
        Assert.Equal([3, 4, 5], rx.TryReceiveAll());
    }
}
