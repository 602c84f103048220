using System.Threading.Channels;
using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;
using Channel = Fearless.Channels.Channel;

namespace Fearless.Tests.Channels;

/// <summary>What every receiver does alike, whatever it receives from.</summary>
public class ReceiverContractTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(2);

    public static TheoryData<string> All => Source.All;

    public static TheoryData<string> Ending => Source.Ending;

    public static TheoryData<string> Lasting => Source.Lasting;

    [Theory, MemberData(nameof(All))]
    public async Task Where_nothing_has_come_every_form_says_so_and_takes_nothing(string name)
    {
        Source source = Source.Create(name);
        Receiver<DateTimeOffset> rx = source.Receiver;
        var cancelled = new CancellationToken(canceled: true);
        Assert.Equal((0, true, false), (rx.Count, rx.IsEmpty, rx.IsDisconnected));
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, TimeSpan.Zero));
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, Short));
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, Deadline.After(Short)));
        Assert.Equal(ReceiveResult.TimedOut, (await rx.TryReceiveAsync(Short)).Result);
        Assert.Equal(ReceiveResult.TimedOut, (await rx.TryReceiveAsync(Deadline.After(Short))).Result);
        Assert.Equal(ReceiveResult.TimedOut, rx.ReceiveMany(new DateTimeOffset[2], out _, Short));
        Assert.Equal(ReceiveResult.Empty, rx.TryReceiveMany(new DateTimeOffset[2], out _));
        Assert.Equal(ReceiveResult.Cancelled, rx.TryReceive(out _, Deadline.Never, cancelled));
        Assert.Equal(ReceiveResult.Cancelled, (await rx.TryReceiveAsync(cancelled)).Result);
        Assert.Throws<OperationCanceledException>(() => rx.Receive(cancelled));
        Assert.Empty(rx.TryReceiveAll());
        using Selection selection = Select.Receive(rx, static _ => Assert.Fail());
        Assert.Equal(SelectResult.NotReady, selection.TryRun());
        Assert.Equal(SelectResult.NotReady, selection.TryFindReady(out _));
        Assert.Equal(SelectResult.TimedOut, selection.TryRun(Short));
        Assert.Equal(SelectResult.TimedOut, await selection.TryRunAsync(Short));
        Assert.Equal(SelectResult.TimedOut, selection.TryFindReady(out _, Short));
        Assert.Equal((SelectResult.TimedOut, -1), await selection.TryFindReadyAsync(Short));
        using var set = new SelectSet();
        set.Receive(rx, static _ => Assert.Fail());
        Assert.Equal(SelectResult.TimedOut, set.TryRun(Short));
        Assert.Equal(SelectResult.TimedOut, await set.TryRunAsync(Short));
        // And the value is there for the next one.
        TestThread receiver = TestThread.Start(() => rx.Receive());
        source.Supply();
        receiver.Join();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Waits_of_every_form_take_nothing_when_they_are_cancelled(string name)
    {
        Source source = Source.Create(name);
        Receiver<DateTimeOffset> rx = source.Receiver;
        using var stop = new CancellationTokenSource();
        using Selection selection = Select.Receive(rx, static _ => Assert.Fail());
        using Selection other = Select.Receive(rx, static _ => Assert.Fail());
        using var set = new SelectSet();
        set.Receive(rx, static _ => Assert.Fail());
        TestThread[] threads =
        [
            TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => rx.Receive(stop.Token))),
            TestThread.Start(() => Assert.Equal(ReceiveResult.Cancelled, rx.TryReceive(out _, Deadline.Never, stop.Token))),
            TestThread.Start(() => Assert.Equal(ReceiveResult.Cancelled, rx.ReceiveMany(new DateTimeOffset[1], out _, cancellationToken: stop.Token))),
            TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => selection.Run(stop.Token))),
        ];
        Task received = rx.ReceiveAsync(stop.Token).AsTask();
        Task<ReceiveResult<DateTimeOffset>> tried = rx.TryReceiveAsync(stop.Token).AsTask();
        Task<int> ready = other.FindReadyAsync(stop.Token).AsTask();
        Task run = set.RunAsync(stop.Token).AsTask();
        Task all = Task.Run(async () =>
        {
            await foreach (DateTimeOffset _ in rx.ReceiveAllAsync(stop.Token))
                Assert.Fail("There was nothing.");
        });
        Task with = Task.Run(async () =>
        {
            await foreach (DateTimeOffset _ in rx.ReceiveAllAsync().WithCancellation(stop.Token))
                Assert.Fail("There was nothing.");
        });
        Task enumerated = rx.GetAsyncEnumerator(stop.Token).MoveNextAsync().AsTask();
        stop.Cancel();
        foreach (TestThread thread in threads)
            thread.Join();
        Assert.Equal(ReceiveResult.Cancelled, (await tried.WaitAsync(TestThread.Patience)).Result);
        foreach (Task task in new[] { received, ready, run, all, with, enumerated })
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(TestThread.Patience));
        Task<DateTimeOffset> next = rx.ReceiveAsync().AsTask();
        source.Supply();
        await next.WaitAsync(TestThread.Patience);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_value_that_comes_ends_a_wait_of_any_form(string name)
    {
        for (int form = 0; form < 9; form++)
        {
            Source source = Source.Create(name);
            Receiver<DateTimeOffset> rx = source.Receiver;
            int got = 0;
            void Check(ReceiveResult result)
            {
                Assert.Equal(ReceiveResult.Received, result);
                got++;
            }
            using var set = new SelectSet();
            set.Receive(rx, _ => got++);
            using Selection selection = Select.Receive(Channel.Never<int>(), static _ => Assert.Fail()).Receive(rx, _ => got++);
            Task waiting = form switch
            {
                0 => On(() => { rx.Receive(); got++; }),
                1 => On(() => Check(rx.TryReceive(out _, TestThread.Patience))),
                2 => On(() => Check(rx.ReceiveMany(new DateTimeOffset[3], out _))),
                3 => On(() => selection.Run()),
                4 => On(() => set.Run()),
                5 => On(() => got += rx.Take(1).Count()),
                6 => Async(async () => Check((await rx.TryReceiveAsync(TestThread.Patience)).Result)),
                7 => selection.RunAsync().AsTask(),
                _ => set.RunAsync().AsTask(),
            };
            source.Supply();
            await waiting.WaitAsync(TestThread.Patience);
            Assert.Equal(1, got);
            Assert.True(rx.IsEmpty);
        }

        static Task On(Action body) => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        static Task Async(Func<Task> body) => body();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_only_wants_to_know_takes_nothing(string name)
    {
        Source source = Source.Create(name);
        Receiver<DateTimeOffset> rx = source.Receiver;
        using Selection selection = Select.Receive(Channel.Never<int>(), static _ => { }).Receive(rx, static _ => Assert.Fail());
        Task<int> ready = selection.FindReadyAsync().AsTask();
        Task supplying = Task.Factory.StartNew(source.Supply, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal(1, await ready.WaitAsync(TestThread.Patience));
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out _, Deadline.After(TestThread.Patience)));
        await supplying.WaitAsync(TestThread.Patience);
    }

    [Theory, MemberData(nameof(Ending))]
    public async Task Waits_of_every_form_end_with_the_last_sender(string name)
    {
        Source source = Source.Create(name);
        Receiver<DateTimeOffset> rx = source.Receiver;
        int told = 0;
        using Selection selection = Select.Receive(rx, static _ => Assert.Fail(), () => Interlocked.Increment(ref told));
        using var set = new SelectSet();
        set.Receive(rx, static _ => Assert.Fail(), () => Interlocked.Increment(ref told));
        TestThread[] threads =
        [
            TestThread.Start(() => Assert.Throws<ChannelDisconnectedException>(() => rx.Receive())),
            TestThread.Start(() => Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Deadline.Never))),
            TestThread.Start(() => Assert.Empty(rx)),
            TestThread.Start(() => selection.Run()),
        ];
        Task received = rx.ReceiveAsync().AsTask();
        Task<ReceiveResult<DateTimeOffset>> tried = rx.TryReceiveAsync().AsTask();
        Task run = set.RunAsync().AsTask();
        Task all = Task.Run(async () =>
        {
            await foreach (DateTimeOffset _ in rx)
                Assert.Fail("There was nothing.");
        });
        source.End();
        foreach (TestThread thread in threads)
            thread.Join();
        await Assert.ThrowsAsync<ChannelDisconnectedException>(() => received.WaitAsync(TestThread.Patience));
        Assert.Equal(ReceiveResult.Disconnected, (await tried.WaitAsync(TestThread.Patience)).Result);
        await run.WaitAsync(TestThread.Patience);
        await all.WaitAsync(TestThread.Patience);
        Assert.Equal(2, told);
        Assert.Equal((true, ReceiveResult.Disconnected), (rx.IsDisconnected, rx.TryReceive(out _)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Waits_end_when_the_last_receiver_is_disposed_and_it_refuses_everything(string name)
    {
        Source source = Source.Create(name);
        Receiver<DateTimeOffset> rx = source.Receiver;
        // Not in time, they would be refused as well.
        TestThread blocked = TestThread.Start(() => Assert.Throws<ObjectDisposedException>(() => rx.Receive()));
        Task waiting = rx.ReceiveAsync().AsTask();
        rx.Dispose();
        rx.Dispose();
        blocked.Join();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TestThread.Patience));
        Assert.Throws<ObjectDisposedException>(() => rx.TryReceive(out _));
        Assert.Throws<ObjectDisposedException>(() => rx.Clone());
        Assert.Throws<ObjectDisposedException>(() => rx.Count);
        Assert.Throws<ObjectDisposedException>(() => rx.Close());
        Assert.Throws<ObjectDisposedException>(() => Select.Receive(rx, static _ => { }).RunOnce());
    }

    [Theory, MemberData(nameof(Lasting))]
    public async Task Clones_take_from_the_same_values_and_the_last_one_ends_it(string name)
    {
        Source source = Source.Create(name);
        Receiver<DateTimeOffset> rx = source.Receiver;
        Receiver<DateTimeOffset> clone = rx.Clone();
        Assert.True(rx.IsSameChannel(clone));
        Task<DateTimeOffset> first = rx.ReceiveAsync().AsTask();
        Task<DateTimeOffset> second = clone.ReceiveAsync().AsTask();
        source.Supply();
        await Task.WhenAny(first, second).WaitAsync(TestThread.Patience);
        Assert.False(first.IsCompleted && second.IsCompleted);
        source.Supply();
        await Task.WhenAll(first, second).WaitAsync(TestThread.Patience);
        rx.Dispose();
        Task<DateTimeOffset> third = clone.ReceiveAsync().AsTask();
        source.Supply();
        await third.WaitAsync(TestThread.Patience);
        clone.Dispose();
    }

    [Theory, MemberData(nameof(All))]
    public async Task It_can_be_read_as_a_channel_of_the_platform(string name)
    {
        Source source = Source.Create(name);
        ChannelReader<DateTimeOffset> reader = source.Receiver.AsChannelReader();
        Assert.False(reader.TryRead(out _));
        Assert.False(reader.TryPeek(out _));
        Task<bool> first = reader.WaitToReadAsync().AsTask();
        Task<bool> second = reader.WaitToReadAsync().AsTask();
        source.Supply();
        Assert.True(await first.WaitAsync(TestThread.Patience));
        Assert.True(await second.WaitAsync(TestThread.Patience));
        Assert.True(reader.TryPeek(out _));
        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
        // A source that is collected ends.
        GC.KeepAlive(source);
    }
}
