using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;
using static Fearless.Tests.Channels.Allocations;

namespace Fearless.Tests.Channels;

/// <summary>Zero bytes for each operation of what is built on channels, blocking and awaited, once what waits has waited before.</summary>
public class FeatureAllocationTests
{
    public static TheoryData<string> Buffered => ["bounded 1", "bounded 100", "unbounded", "broadcast 3", "priority 3"];

    [Theory, MemberData(nameof(Buffered))]
    public void Selections_that_are_begun_anew_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (words, fromWords) = Flavors.Create<string>(flavor);
        Receiver<string> never = Channel.Never<string>();
        Assert.Equal(0, Measure(() =>
        {
            Select.SendWith(tx, 5, static state => state).Receive(never, 0, static (_, _) => { }).RunOnce();
            Select.Receive(rx, static value => Check(value == 5)).Receive(never, static _ => { }).RunOnce();
            Select.Send(words, "a").RunOnce();
            using (Selection selection = Select.Create())
            {
                selection.Receive(rx, static _ => Check(false)).Receive(fromWords, static word => Check(word == "a")).Biased();
                Check(selection.TryFindReady(out int ready) == SelectResult.Completed && ready == 1);
                Check(selection.Run() == 1);
                Check(selection.TryRun(TimeSpan.FromTicks(10)) == SelectResult.TimedOut);
            }
        }, 50));
    }

    [Fact]
    public void Selections_that_are_kept_for_long_leave_room_for_those_that_are_begun_anew()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Selection[] kept = [.. Enumerable.Range(0, 10).Select(_ => Select.Receive(rx, static _ => Check(false)))];
        Assert.Equal(0, Measure(() =>
        {
            tx.Send(1);
            Select.Receive(rx, static value => Check(value == 1)).RunOnce();
        }, 50));
        Assert.All(kept, static selection => Assert.Equal(SelectResult.NotReady, selection.TryRun()));
    }

    [Theory, MemberData(nameof(Buffered))]
    public void Selections_that_are_begun_anew_and_block_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (back, answers) = Flavors.Create<int>(flavor);
        TestThread echo = TestThread.Start(() =>
        {
            foreach (int value in rx)
                back.Send(value);
        });
        Receiver<string> never = Channel.Never<string>();
        Assert.Equal(0, Measure(
            () =>
            {
                tx.Send(1);
                Select.Receive(answers, static value => Check(value == 1)).Receive(never, static _ => { }).RunOnce();
            },
            100));
        tx.Dispose();
        echo.Join();
    }

    [Fact]
    public void Broadcasts_allocate_nothing()
    {
        var (tx, topic) = Channel.Broadcast<int>(4);
        using Receiver<int> first = topic.Subscribe();
        using Receiver<int> second = topic.Subscribe();
        Assert.Equal(0, Measure(() =>
        {
            ValueTask<int> waiting = first.ReceiveAsync();
            tx.Send(1);
            Check(waiting.Result == 1);
            Check(second.Receive() == 1);
            Check(second.TryReceive(out _, TimeSpan.FromTicks(10)) == ReceiveResult.TimedOut);
        }, 100));
    }

    [Fact]
    public void A_watch_allocates_nothing()
    {
        var (tx, level) = Channel.Watch(0L);
        using Receiver<long> changes = level.Subscribe();
        Assert.Equal(0, Measure(() =>
        {
            long seen = level.Version;
            ValueTask<ReceiveResult> changed = level.WaitForChangeAsync(seen);
            ValueTask<long> received = changes.ReceiveAsync();
            tx.Send(seen + 1);
            Check(changed.Result == ReceiveResult.Received);
            Check(received.Result == seen + 1);
            Check(level.WaitForChange(seen) == ReceiveResult.Received);
            Check(level.WaitForChange(seen + 1, Deadline.After(TimeSpan.FromTicks(10))) == ReceiveResult.TimedOut);
        }, 100));
    }

    [Theory]
    [InlineData("rendezvous")]
    [InlineData("bounded 1")]
    [InlineData("priority 3")]
    public void Selections_and_sets_that_block_on_both_sides_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (back, answers) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        CancellationToken token = source.Token;
        TestThread echo = TestThread.Start(() =>
        {
            using var set = new SelectSet();
            bool isOpen = true;
            int last = 0;
            set.Receive(rx, value => last = value, () => isOpen = false);
            while (true)
            {
                set.Run();
                if (!isOpen)
                    return;
                back.Send(last, token);
            }
        });
        using Selection sending = Select.Send(tx, 1);
        using Selection receiving = Select.Receive(answers, static value => Check(value == 1));
        Assert.Equal(0, Measure(
            () =>
            {
                sending.Run(token);
                receiving.Run(token);
            },
            100));
        tx.Dispose();
        echo.Join();
    }

    [Theory, MemberData(nameof(Buffered))]
    public void Loops_and_waits_with_a_token_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        CancellationToken token = source.Token;
        Assert.Equal(0, Measure(() =>
        {
            tx.Send(1, token);
            foreach (int value in rx)
            {
                Check(value == 1);
                break;
            }
            Check(rx.TryReceive(out _, TimeSpan.FromTicks(10), token) == ReceiveResult.TimedOut);
        }, 50));
    }

    [Fact]
    public void Timers_allocate_nothing()
    {
        using Receiver<DateTimeOffset> ticks = Channel.Tick(TimeSpan.FromTicks(1));
        Assert.Equal(0, Measure(() =>
        {
            ticks.Receive();
            Check(ticks.TryReceive(out _, TimeSpan.FromSeconds(1)) == ReceiveResult.Received);
        }, 100));
    }

    [Theory]
    [InlineData("bounded 1")]
    [InlineData("rendezvous")]
    [InlineData("broadcast 1")]
    [InlineData("priority 1")]
    public void Awaited_sends_that_wait_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx);
        Assert.Equal(0, Measure(() =>
        {
            ValueTask sending = tx.SendAsync(1);
            Check(!sending.IsCompleted);
            Check(rx.TryReceive(out _) == ReceiveResult.Received);
            Check(sending.IsCompletedSuccessfully);
            sending.GetAwaiter().GetResult();
        }, 100));
    }

    [Fact]
    public void Lossy_channels_allocate_nothing()
    {
        foreach (OverflowPolicy policy in Enum.GetValues<OverflowPolicy>())
        {
            var (tx, rx) = Channel.Bounded<int>(2, policy);
            Assert.Equal(0, Measure(() =>
            {
                for (int i = 0; i < 4; i++)
                    tx.Send(i);
                rx.Receive();
                rx.Receive();
                Check(rx.TryReceive(out _, TimeSpan.FromTicks(10)) == ReceiveResult.TimedOut);
                ValueTask<int> waiting = rx.ReceiveAsync();
                tx.Send(1);
                Check(waiting.Result == 1);
            }, 100));
        }
    }

    [Theory, MemberData(nameof(Buffered))]
    public void Batches_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int[] values = [1];
        int[] received = new int[4];
        Assert.Equal(0, Measure(() =>
        {
            Check(tx.SendMany(values, out _) == SendResult.Sent);
            Check(rx.ReceiveMany(received, out int count) == ReceiveResult.Received && count == 1);
            ValueTask<(ReceiveResult Result, int Count)> receiving = rx.ReceiveManyAsync(received);
            Check(tx.TrySendMany(values, out _) == SendResult.Sent);
            Await(receiving);
            ValueTask<(SendResult Result, int Count)> sending = tx.SendManyAsync(values);
            Await(sending);
            Check(rx.TryReceiveMany(received, out count) == ReceiveResult.Received && count == 1);
        }, 100));
    }

    private static void Await<T>(ValueTask<T> task)
    {
        while (!task.IsCompleted)
            Thread.Yield();
        task.GetAwaiter().GetResult();
    }
}
