using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

public class SelectSetTests
{
    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> Buffered => Flavors.Buffered;

    [Theory, MemberData(nameof(All))]
    public void Everything_that_comes_through_many_channels_is_received_once(string flavor)
    {
        const int Channels = 20;
        const int Each = 50;
        using var set = new SelectSet();
        var ends = new List<Sender<int>>();
        var counts = new int[Channels];
        int closed = 0;
        for (int n = 0; n < Channels; n++)
        {
            var (tx, rx) = Flavors.Create<int>(flavor);
            ends.Add(tx);
            int own = n;
            int key = -1;
            key = set.Receive(rx, value => Assert.Equal(counts[own]++, value), () => { closed++; Assert.True(set.Remove(key)); });
        }
        TestThread sender = TestThread.Start(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                foreach (Sender<int> end in ends)
                    end.Send(i);
            }
            foreach (Sender<int> end in ends)
                end.Dispose();
        });
        while (set.Count > 0)
            Assert.Equal(SelectResult.Completed, set.TryRun(TestThread.Patience));
        sender.Join();
        Assert.Equal(Channels, closed);
        Assert.All(counts, static count => Assert.Equal(Each, count));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_set_can_be_awaited(string flavor)
    {
        using var set = new SelectSet();
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<int>(flavor);
        int sum = 0;
        set.Receive(rx1, value => sum += value);
        set.Receive(rx2, value => sum += value);
        Task sender = Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                await tx1.SendAsync(1);
                await tx2.SendAsync(2);
            }
        });
        for (int i = 0; i < 400; i++)
            await set.RunAsync().AsTask().WaitAsync(TestThread.Patience);
        await sender;
        Assert.Equal(600, sum);
        using var source = new CancellationTokenSource();
        Task<int> waiting = set.RunAsync(source.Token).AsTask();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TestThread.Patience));
    }

    [Theory, MemberData(nameof(All))]
    public void Sets_on_both_sides_meet(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        TestThread sender = TestThread.Start(() =>
        {
            using var set = new SelectSet();
            int next = 0;
            set.SendWith(tx, 0, _ => next++);
            for (int i = 0; i < 300; i++)
                set.Run();
        });
        using var receivers = new SelectSet();
        int expected = 0;
        receivers.Receive(rx, value => Assert.Equal(expected++, value));
        for (int i = 0; i < 300; i++)
            Assert.Equal(SelectResult.Completed, receivers.TryRun(TestThread.Patience));
        sender.Join();
    }

    [Theory, MemberData(nameof(Buffered))]
    public void Operations_take_turns(string flavor)
    {
        using var set = new SelectSet();
        var counts = new int[3];
        for (int n = 0; n < 3; n++)
        {
            var (tx, rx) = Flavors.Create<int>(flavor);
            int own = n;
            tx.Send(0);
            set.Receive(rx, value => { counts[own]++; tx.Send(value); });
        }
        for (int i = 0; i < 300; i++)
            set.Run();
        Assert.Equal([100, 100, 100], counts);
    }

    [Fact]
    public void A_set_gives_up_when_its_time_is_over_or_it_is_cancelled()
    {
        using var set = new SelectSet();
        var (tx, rx) = Channel.Bounded<int>(1);
        set.Receive(rx, static _ => { });
        Assert.Equal(SelectResult.NotReady, set.TryRun());
        Assert.Equal(SelectResult.TimedOut, set.TryRun(TimeSpan.FromMilliseconds(2)));
        using var source = new CancellationTokenSource();
        TestThread thread = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => set.Run(source.Token)));
        source.Cancel();
        thread.Join();
        Assert.Equal(SelectResult.Cancelled, set.TryRun(Deadline.Never, source.Token));
        tx.Send(1);
        Assert.Equal(SelectResult.Completed, set.TryRun());
    }

    [Fact]
    public void A_thread_that_waits_on_the_same_channel_is_woken_beside_the_set()
    {
        using var set = new SelectSet();
        var (tx, rx) = Channel.Unbounded<int>();
        int taken = 0;
        set.Receive(rx, value => taken += value);
        set.TryRun();
        int other = 0;
        TestThread thread = TestThread.Start(() => other = rx.Receive());
        TestThread.Until(() => ((ListCore<int>)rx.Core).HasWaitingReceivers, "the thread waits");
        tx.Send(1);
        tx.Send(1);
        // One for each: a set that runs on may take both before the thread that was woken comes to it.
        TestThread.Until(() => set.TryRun() == SelectResult.Completed, "the set has received one");
        thread.Join();
        Assert.Equal(1, other);
    }

    [Fact]
    public void Timers_can_be_watched()
    {
        var clock = new ManualClock();
        using var set = new SelectSet();
        int ticks = 0;
        set.Receive(Channel.Tick(TimeSpan.FromMinutes(1), clock), _ => ticks++);
        set.Receive(Channel.Never<int>(), static _ => Assert.Fail());
        TestThread thread = TestThread.Start(() => { set.Run(); set.Run(); });
        TestThread.Until(() => { clock.Advance(TimeSpan.FromMinutes(1)); return !thread.IsAlive; }, "two ticks came");
        thread.Join();
        Assert.Equal(2, ticks);
    }

    [Fact]
    public void Keys_are_not_used_again()
    {
        using var set = new SelectSet();
        var (tx, rx) = Channel.Bounded<int>(1);
        int first = set.Receive(rx, static _ => { });
        Assert.True(set.Remove(first));
        Assert.False(set.Remove(first));
        Assert.NotEqual(first, set.Receive(rx, static _ => { }));
        Assert.Equal(1, set.Count);
        set.Dispose();
        Assert.Throws<InvalidOperationException>(() => set.Run());
        tx.Send(1);
        Assert.Equal(1, rx.Receive());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_set_that_is_awaited_gives_up_when_its_time_is_over_or_it_is_cancelled(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var set = new SelectSet();
        int got = 0;
        set.Receive(rx, value => got = value);
        Assert.Equal(SelectResult.TimedOut, await set.TryRunAsync(Deadline.After(TimeSpan.FromMilliseconds(2))));
        using var source = new CancellationTokenSource();
        Task<SelectResult> cancelled = set.TryRunAsync(Deadline.Never, source.Token).AsTask();
        Assert.False(cancelled.IsCompleted);
        source.Cancel();
        Assert.Equal(SelectResult.Cancelled, await cancelled.WaitAsync(TestThread.Patience));
        Assert.Equal(SelectResult.Cancelled, await set.TryRunAsync(Deadline.Never, source.Token));
        Task<SelectResult> completed = set.TryRunAsync(Deadline.After(TestThread.Patience)).AsTask();
        await tx.SendAsync(7);
        Assert.Equal(SelectResult.Completed, await completed.WaitAsync(TestThread.Patience));
        Assert.Equal(7, got);
    }

    [Fact]
    public void A_handler_that_throws_leaves_the_set_as_it_was()
    {
        var (tx, rx) = Channel.Bounded<int>(3);
        using var set = new SelectSet();
        int sum = 0;
        int key = set.Receive(rx, value => sum += value == 1 ? throw new IOException() : value);
        tx.Send(1);
        tx.Send(2);
        Assert.Throws<IOException>(() => set.Run());
        Assert.Equal(key, set.Run());
        Assert.Equal(2, sum);
        tx.Dispose();
        // Without a handler for it, in each run.
        Assert.Throws<ChannelDisconnectedException>(() => set.Run());
        Assert.Throws<ChannelDisconnectedException>(() => set.TryRun());
        Assert.False(set.Remove(key + 1));
        Assert.Equal(1, set.Count);
        Assert.True(set.Remove(key));
    }

    [Fact]
    public void A_given_value_is_sent_by_each_run_and_made_ones_without_a_state()
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        using var set = new SelectSet();
        int sent = 0;
        int key = set.Send(tx, 5, () => sent++);
        set.Run();
        set.Run();
        Assert.Equal(SelectResult.NotReady, set.TryRun());
        Assert.Equal(2, sent);
        Assert.Equal([5, 5], rx.TryReceiveAll());
        set.Remove(key);
        int made = 0;
        bool told = false;
        set.SendWith(tx, () => ++made, () => sent++, () => told = true);
        set.Run();
        set.Run();
        Assert.Equal([1, 2], rx.TryReceiveAll());
        Assert.Equal(4, sent);
        rx.Dispose();
        set.Run();
        Assert.True(told);
    }

    [Fact]
    public void A_value_that_a_set_made_and_did_not_send_is_handed_back()
    {
        var (tx, rx) = Channel.Bounded<Item>(1);
        var set = new SelectSet();
        Item? unsent = null;
        int key = set.SendWith(tx, tx, static tx => { tx.TrySend(new Item()); return new Item(); }, onUnsent: (_, item) => unsent = item);
        Assert.Equal(SelectResult.NotReady, set.TryRun());
        Assert.True(set.Remove(key));
        Assert.Equal(0, unsent!.Disposals);
        rx.Receive();
    }
}
