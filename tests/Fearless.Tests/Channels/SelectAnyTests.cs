using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Receiving from, and sending to, any of several channels of one type.</summary>
public class SelectAnyTests
{
    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> Bounded => Flavors.Bounded;

    [Theory, MemberData(nameof(All))]
    public void Everything_is_received_once_and_in_order(string flavor)
    {
        const int Channels = 5;
        const int Each = 200;
        var senders = new Sender<int>[Channels];
        var receivers = new Receiver<int>[Channels];
        for (int i = 0; i < Channels; i++)
            (senders[i], receivers[i]) = Flavors.Create<int>(flavor);
        TestThread[] threads = [.. senders.Select(sender => TestThread.Start(() =>
        {
            for (int value = 0; value < Each; value++)
                sender.Send(value);
        }))];
        var next = new int[Channels];
        for (int received = 0; received < Channels * Each; received++)
        {
            int from = Select.ReceiveAny(receivers, out int value);
            Assert.Equal(next[from]++, value);
        }
        Array.ForEach(threads, static thread => thread.Join());
        Assert.All(next, static count => Assert.Equal(Each, count));
        Assert.Equal(ReceiveResult.Empty, Select.TryReceiveAny(receivers, out int none, out _));
        Assert.Equal(-1, none);
        // A sender whose thread has ended would be collected otherwise, and its channel disconnected.
        GC.KeepAlive(senders);
    }

    [Theory, MemberData(nameof(All))]
    public void Everything_that_is_sent_to_any_arrives_once(string flavor)
    {
        const int Channels = 4;
        const int Messages = 400;
        var senders = new Sender<int>[Channels];
        var receivers = new Receiver<int>[Channels];
        for (int i = 0; i < Channels; i++)
            (senders[i], receivers[i]) = Flavors.Create<int>(flavor);
        TestThread thread = TestThread.Start(() =>
        {
            for (int value = 0; value < Messages; value++)
                Select.SendAny(senders, value);
            Array.ForEach(senders, static sender => sender.Dispose());
        });
        var seen = new bool[Messages];
        Receiver<int>[] open = receivers;
        while (open.Length > 0)
        {
            ReceiveResult result = Select.TryReceiveAny(open, out int from, out int value, TestThread.Patience);
            if (result == ReceiveResult.Disconnected)
            {
                open = [.. open.Where((_, at) => at != from)];
                continue;
            }
            Assert.Equal(ReceiveResult.Received, result);
            Assert.False(seen[value]);
            seen[value] = true;
        }
        thread.Join();
        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public void None_that_is_ready_starves()
    {
        const int Rounds = 3000;
        var senders = new Sender<int>[3];
        var receivers = new Receiver<int>[3];
        for (int i = 0; i < 3; i++)
        {
            (senders[i], receivers[i]) = Channel.Unbounded<int>();
            for (int value = 0; value < Rounds; value++)
                senders[i].Send(value);
        }
        var received = new int[3];
        var sent = new int[3];
        for (int round = 0; round < Rounds; round++)
        {
            received[Select.ReceiveAny(receivers, out _)]++;
            sent[Select.SendAny(senders, 0)]++;
        }
        // A thousand each; five hundred is nineteen standard deviations away.
        Assert.All(received, static count => Assert.InRange(count, 500, 1500));
        Assert.All(sent, static count => Assert.InRange(count, 500, 1500));
    }

    [Theory, MemberData(nameof(All))]
    public void A_thread_waits_until_one_has_a_value(string flavor)
    {
        var (_, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<int>(flavor);
        int from = -1;
        int got = 0;
        TestThread thread = TestThread.Start(() => from = Select.ReceiveAny([rx1, rx2], out got));
        tx2.Send(7);
        thread.Join();
        Assert.Equal((1, 7), (from, got));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Tasks_wait_too(string flavor)
    {
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<int>(flavor);
        var (full, _) = Channel.Rendezvous<int>();
        Task<(int, int)> receiving = Select.ReceiveAnyAsync<int>(new[] { rx1, rx2 }).AsTask();
        Assert.False(receiving.IsCompleted);
        Assert.Equal(1, await Select.SendAnyAsync<int>(new[] { full, tx2 }, 5));
        Assert.Equal((1, 5), await receiving.WaitAsync(TestThread.Patience));
        GC.KeepAlive(tx1);
    }

    [Theory, MemberData(nameof(Bounded))]
    public async Task Tasks_wait_for_room(string flavor)
    {
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx1);
        Task<int> sending = Select.SendAnyAsync<int>(new[] { tx1 }, 6).AsTask();
        while (!sending.IsCompleted)
            rx1.TryReceive(out _);
        Assert.Equal(0, await sending);
    }

    [Fact]
    public void The_one_whose_other_side_is_gone_is_named()
    {
        var (tx1, rx1) = Channel.Bounded<int>(1);
        var (tx2, rx2) = Channel.Bounded<int>(1);
        tx2.Dispose();
        Assert.Equal(ReceiveResult.Disconnected, Select.TryReceiveAny([rx1, rx2], out int index, out _));
        Assert.Equal(1, index);
        Assert.Throws<ChannelDisconnectedException>(() => Select.ReceiveAny([rx1, rx2], out _));

        tx1.Send(1);
        var (tx3, rx3) = Channel.Bounded<int>(1);
        rx3.Dispose();
        Assert.Equal(SendResult.Disconnected, Select.TrySendAny([tx1, tx3], 2, out index));
        Assert.Equal(1, index);
        Assert.Throws<ChannelDisconnectedException>(() => Select.SendAny([tx1, tx3], 2));

        // While it waits.
        ReceiveResult result = default;
        var (tx4, rx4) = Channel.Bounded<int>(1);
        rx1.Receive();
        TestThread thread = TestThread.Start(() => result = Select.TryReceiveAny([rx1, rx4], out index, out _, Deadline.Never));
        tx4.Dispose();
        thread.Join();
        Assert.Equal((ReceiveResult.Disconnected, 1), (result, index));
    }

    [Fact]
    public async Task It_gives_up_in_time_and_takes_nothing()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Receiver<int>[] receivers = [rx, Channel.Never<int>()];
        Assert.Equal(ReceiveResult.TimedOut, Select.TryReceiveAny(receivers, out int index, out _, TimeSpan.FromMilliseconds(1)));
        Assert.Equal(-1, index);
        Assert.Equal(ReceiveResult.TimedOut, Select.TryReceiveAny(receivers, out _, out _, TimeSpan.Zero));
        Assert.Equal((ReceiveResult.TimedOut, -1, 0), await Select.TryReceiveAnyAsync<int>(receivers, Deadline.After(TimeSpan.FromMilliseconds(1))));
        Assert.Equal((ReceiveResult.TimedOut, -1, 0), await Select.TryReceiveAnyAsync<int>(receivers, TimeSpan.FromMilliseconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Select.TryReceiveAnyAsync<int>(receivers, TimeSpan.FromSeconds(-2)); });
        tx.Send(3);
        Sender<int>[] senders = [tx];
        Assert.Equal(SendResult.TimedOut, Select.TrySendAny(senders, 4, out index, TimeSpan.FromMilliseconds(1)));
        Assert.Equal((SendResult.TimedOut, -1), await Select.TrySendAnyAsync<int>(senders, 4, Deadline.After(TimeSpan.FromMilliseconds(1))));
        Assert.Equal((SendResult.TimedOut, -1), await Select.TrySendAnyAsync<int>(senders, 4, TimeSpan.FromMilliseconds(1)));
        using var source = new CancellationTokenSource();
        Task<int> sending = Select.SendAnyAsync<int>(senders, 4, source.Token).AsTask();
        TestThread thread = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => Select.SendAny(senders, 5, source.Token)));
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TestThread.Patience));
        thread.Join();
        Assert.Equal(SendResult.Cancelled, Select.TrySendAny(senders, 4, out _, Deadline.Never, source.Token));
        Assert.Throws<OperationCanceledException>(() => Select.ReceiveAny(receivers, out _, source.Token));
        Assert.Equal(ReceiveResult.Cancelled, Select.TryReceiveAny(receivers, out _, out _, Deadline.Never, source.Token));
        Assert.Equal(3, rx.Receive());
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nothing_is_lost_when_waits_are_cancelled_at_random(string flavor)
    {
        const int Messages = 300;
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<int>(flavor);
        Receiver<int>[] receivers = [rx1, rx2];
        Sender<int>[] senders = [tx1, tx2];
        TestThread sender = TestThread.Start(() =>
        {
            for (int value = 1; value <= Messages; value++)
            {
                while (Select.TrySendAny(senders, value, out _, TimeSpan.FromMicroseconds(50)) != SendResult.Sent)
                {
                }
            }
        });
        long sum = 0;
        for (int received = 0; received < Messages;)
        {
            using var source = new CancellationTokenSource();
            Task<(ReceiveResult Result, int Index, int Value)> receiving =
                Select.TryReceiveAnyAsync<int>(receivers, Deadline.Never, source.Token).AsTask();
            if ((received & 1) == 0)
                source.Cancel();
            var (result, _, value) = await receiving.WaitAsync(TestThread.Patience);
            if (result == ReceiveResult.Received)
            {
                sum += value;
                received++;
            }
            else if (Select.TryReceiveAny(receivers, out _, out value, TimeSpan.FromMilliseconds(1)) == ReceiveResult.Received)
            {
                sum += value;
                received++;
            }
        }
        sender.Join();
        Assert.Equal(Messages * (Messages + 1L) / 2, sum);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var (tx1, rx1) = Channel.Bounded<int>(4);
        var (tx2, rx2) = Channel.Bounded<int>(4);
        Receiver<int>[] receivers = [rx1, rx2];
        Sender<int>[] senders = [tx1, tx2];
        Assert.Equal(0, Allocations.Measure(() =>
        {
            Select.SendAny(senders, 1);
            Select.ReceiveAny(receivers, out _);
            Select.TryReceiveAny(receivers, out _, out _, TimeSpan.FromMicroseconds(1));
        }));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Assert.Equal("receivers", Assert.Throws<ArgumentException>(() => Select.ReceiveAny<int>([], out _)).ParamName);
        Assert.Equal("receivers", Assert.Throws<ArgumentException>(() => Select.TryReceiveAny([rx, null!], out _, out _)).ParamName);
        Assert.Equal("senders", Assert.Throws<ArgumentException>(() => Select.SendAny([], 1)).ParamName);
        Assert.Throws<ArgumentException>(() => { Select.ReceiveAnyAsync<int>(Array.Empty<Receiver<int>>()); });
        tx.Send(1);
        Assert.Equal("senders", Assert.Throws<ArgumentException>(() => Select.TrySendAny([tx, null!], 1, out _)).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(
            () => Select.TrySendAny([tx], 1, out _, TimeSpan.FromSeconds(-2))).ParamName);
        rx.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Select.ReceiveAny([rx], out _));
    }
}
