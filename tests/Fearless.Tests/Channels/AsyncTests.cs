using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Awaiting operations of every flavour.</summary>
public class AsyncTests
{
    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> Buffered => Flavors.Buffered;

    public static TheoryData<string> Bounded => Flavors.Bounded;

    public static TheoryData<string> AllAndLossy => Flavors.AllAndLossy;

    [Theory, MemberData(nameof(All))]
    public async Task Tasks_hand_values_on_in_order(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Task sender = Task.Run(async () =>
        {
            using (tx)
            {
                for (int i = 0; i < 1000; i++)
                    await tx.SendAsync(i);
            }
        });
        int expected = 0;
        await foreach (int value in rx)
            Assert.Equal(expected++, value);
        Assert.Equal(1000, expected);
        await sender.WaitAsync(TestThread.Patience);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Many_tasks_on_both_sides_lose_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Task[] senders = [.. Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            using Sender<int> mine = tx.Clone();
            for (int i = 0; i < 500; i++)
                await mine.SendAsync((n * 500) + i);
        }))];
        Task<List<int>>[] receivers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var mine = new List<int>();
            await foreach (int value in rx)
                mine.Add(value);
            return mine;
        }))];
        await Task.WhenAll(senders).WaitAsync(TestThread.Patience);
        tx.Dispose();
        List<int>[] received = await Task.WhenAll(receivers).WaitAsync(TestThread.Patience);
        Assert.Equal(Enumerable.Range(0, 2000), received.SelectMany(static part => part).Order());
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public async Task A_value_that_comes_later_completes_a_receive(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        ValueTask<int> received = rx.ReceiveAsync();
        Assert.False(received.IsCompleted);
        Assert.Equal(SendResult.Sent, tx.TrySend(5));
        Assert.Equal(5, await received.AsTask().WaitAsync(TestThread.Patience));
    }

    [Theory, MemberData(nameof(Bounded))]
    public async Task Room_that_comes_later_completes_a_send(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = Flavors.Fill(tx);
        ValueTask sent = tx.SendAsync(filled);
        Assert.False(sent.IsCompleted);
        Assert.Equal(0, await rx.ReceiveAsync());
        await sent.AsTask().WaitAsync(TestThread.Patience);
        Assert.Equal(Enumerable.Range(1, filled), rx.TryReceiveAll());
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public async Task A_receive_that_is_cancelled_takes_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        ValueTask<int> received = rx.ReceiveAsync(source.Token);
        ValueTask<ReceiveResult<int>> tried = rx.TryReceiveAsync(source.Token);
        Task<int> kept = rx.ReceiveAsync(source.Token).AsTask();
        source.Cancel();
        Assert.True(received.IsCanceled);
        Assert.True(tried.IsCompletedSuccessfully);
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await received);
        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.Equal(ReceiveResult.Cancelled, (await tried).Result);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept);
        Assert.True(kept.IsCanceled);
        ValueTask<int> later = rx.ReceiveAsync();
        Assert.Equal(SendResult.Sent, tx.TrySend(1));
        Assert.Equal(1, await later.AsTask().WaitAsync(TestThread.Patience));
    }

    [Theory, MemberData(nameof(Bounded))]
    public async Task A_send_that_is_cancelled_sends_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = Flavors.Fill(tx);
        using var source = new CancellationTokenSource();
        ValueTask sent = tx.SendAsync(-1, source.Token);
        ValueTask<SendResult> tried = tx.TrySendAsync(-1, source.Token);
        Task kept = tx.SendAsync(-1, source.Token).AsTask();
        source.Cancel();
        Assert.True(sent.IsCanceled);
        Assert.True(tried.IsCompletedSuccessfully);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await sent);
        Assert.Equal(SendResult.Cancelled, await tried);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept);
        Assert.True(kept.IsCanceled);
        Assert.Equal(Enumerable.Range(0, filled), rx.TryReceiveAll());
    }

    [Fact]
    public async Task Whatever_is_cancelled_while_it_waits_is_cancelled_as_a_task_too()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(1);
        var (once, onceRx) = Channel.Oneshot<int>();
        using var source = new CancellationTokenSource();
        Task[] waiting =
        [
            tx.ReserveAsync(source.Token).AsTask(),
            tx.AsChannelWriter().WaitToWriteAsync(source.Token).AsTask(),
            onceRx.ReceiveAsync(source.Token).AsTask(),
            Channel.Never<int>().AsChannelReader().WaitToReadAsync(source.Token).AsTask(),
        ];
        source.Cancel();
        foreach (Task task in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.All(waiting, static task => Assert.Equal(TaskStatus.Canceled, task.Status));
        Assert.Equal(1, rx.Receive());
        once.Dispose();
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public async Task A_receive_whose_senders_go_has_failed(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        ValueTask<int> received = rx.ReceiveAsync();
        ValueTask<ReceiveResult<int>> tried = rx.TryReceiveAsync();
        tx.Dispose();
        Assert.True(received.IsFaulted);
        Assert.True(tried.IsCompletedSuccessfully);
        await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await received);
        Assert.Equal(ReceiveResult.Disconnected, (await tried).Result);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public async Task A_receive_times_out(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Assert.Equal(ReceiveResult.TimedOut, (await rx.TryReceiveAsync(TimeSpan.FromMilliseconds(5)).AsTask().WaitAsync(TestThread.Patience)).Result);
        var clock = new ManualClock();
        ValueTask<ReceiveResult<int>> received = rx.TryReceiveAsync(Fearless.Sync.Deadline.After(TimeSpan.FromHours(1), clock));
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(received.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ReceiveResult.TimedOut, (await received.AsTask().WaitAsync(TestThread.Patience)).Result);
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(Bounded))]
    public async Task A_send_times_out_and_sends_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = Flavors.Fill(tx);
        Assert.Equal(SendResult.TimedOut, await tx.TrySendAsync(-1, TimeSpan.FromMilliseconds(5)).AsTask().WaitAsync(TestThread.Patience));
        Assert.Equal(Enumerable.Range(0, filled), rx.TryReceiveAll());
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public async Task Receivers_that_wait_learn_that_the_last_sender_is_gone(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        ValueTask<int> received = rx.ReceiveAsync();
        ValueTask<ReceiveResult<int>> tried = rx.TryReceiveAsync();
        tx.Dispose();
        await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await received);
        Assert.Equal(ReceiveResult.Disconnected, (await tried).Result);
        await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await rx.ReceiveAsync());
    }

    [Theory, MemberData(nameof(Bounded))]
    public async Task Senders_that_wait_learn_that_the_last_receiver_is_gone(string flavor)
    {
        var (tx, rx) = Flavors.Create<Item>(flavor);
        while (tx.TrySend(new Item()) == SendResult.Sent)
        {
        }
        var mine = new Item();
        ValueTask sent = tx.SendAsync(mine);
        rx.Dispose();
        await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await sent);
        Assert.Equal(0, mine.Disposals);
        await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await tx.SendAsync(mine));
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public async Task Threads_and_tasks_wait_in_one_queue(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        ValueTask<int> first = rx.ReceiveAsync();
        int second = 0;
        Parker? parker = null;
        TestThread thread = TestThread.Start(() =>
        {
            Volatile.Write(ref parker, ThreadParker.Current);
            second = rx.Receive();
        });
        // Before it is in the queue it could still take a value that comes.
        TestThread.Until(() => Volatile.Read(ref parker) is { IsParked: true }, "the thread waits");
        await Task.Run(() => tx.Send(1));
        tx.Send(2);
        Assert.Equal(1, await first.AsTask().WaitAsync(TestThread.Patience));
        thread.Join();
        Assert.Equal(2, second);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Continuations_never_run_on_the_stack_of_the_other_side(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int sendersThread = 0;
        bool sending = false;
        bool inside = false;
        Task receiver = Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                await rx.ReceiveAsync().ConfigureAwait(false);
                if (Volatile.Read(ref sending) && Environment.CurrentManagedThreadId == Volatile.Read(ref sendersThread))
                    inside = true;
            }
        });
        var sender = TestThread.Start(() =>
        {
            sendersThread = Environment.CurrentManagedThreadId;
            for (int i = 0; i < 200; i++)
            {
                Volatile.Write(ref sending, true);
                tx.Send(i);
                Volatile.Write(ref sending, false);
            }
        });
        await receiver.WaitAsync(TestThread.Patience);
        sender.Join();
        Assert.False(inside);
    }

    [Fact]
    public async Task A_result_that_was_not_received_has_no_value()
    {
        var (tx, rx) = Channel.Bounded<string>(1);
        ReceiveResult<string> nothing = await rx.TryReceiveAsync(TimeSpan.Zero);
        Assert.Contains("TimedOut", Assert.Throws<InvalidOperationException>(() => nothing.Value).Message);
        Assert.False(nothing.TryGetValue(out string? value));
        Assert.Null(value);
        tx.Send("a");
        (ReceiveResult result, value) = await rx.TryReceiveAsync();
        Assert.Equal((ReceiveResult.Received, "a"), (result, value));
    }

    [Fact]
    public async Task An_awaited_operation_cannot_be_awaited_again()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        ValueTask<int> received = rx.ReceiveAsync();
        tx.Send(1);
        await received;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await received);
    }

    [Fact]
    public async Task A_receive_is_not_lost_to_one_whose_end_was_collected()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Task<int> received = Start(rx);
        rx = null!;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        tx.Send(1);
        Assert.Equal(1, await received.WaitAsync(TestThread.Patience));

        static async Task<int> Start(Receiver<int> rx) => await rx.ReceiveAsync();
    }
}
