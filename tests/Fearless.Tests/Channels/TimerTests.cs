using System.Diagnostics;
using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

public class TimerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void After_gives_one_value_when_it_is_due_and_then_nothing()
    {
        var clock = new ManualClock();
        using Receiver<DateTimeOffset> rx = Channel.After(Minute, clock);
        Assert.Equal(1, rx.Capacity);
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        clock.Advance(Minute - TimeSpan.FromMilliseconds(1));
        Assert.True(rx.IsEmpty);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, true, false), (rx.Count, rx.IsFull, rx.IsEmpty));
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out _));
        clock.Advance(Minute);
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, TimeSpan.FromMilliseconds(2)));
        Assert.False(rx.IsDisconnected);
    }

    [Fact]
    public async Task A_wait_for_it_sets_a_timer_and_disposing_it_lets_go()
    {
        var clock = new ManualClock();
        Receiver<DateTimeOffset> rx = Channel.After(Minute, clock);
        Assert.Equal(0, clock.Alive);
        Task<DateTimeOffset> received = rx.ReceiveAsync().AsTask();
        Assert.Equal(1, clock.Armed);
        clock.Advance(Minute);
        await received.WaitAsync(TestThread.Patience);
        rx.Dispose();
        Assert.Equal(0, clock.Alive);
    }

    [Fact]
    public async Task One_of_several_receivers_gets_the_value()
    {
        var clock = new ManualClock();
        Receiver<DateTimeOffset> rx = Channel.After(Minute, clock);
        Task<DateTimeOffset> first = rx.ReceiveAsync().AsTask();
        Task<DateTimeOffset> second = rx.Clone().ReceiveAsync().AsTask();
        clock.Advance(Minute);
        await first.WaitAsync(TestThread.Patience);
        clock.Advance(Minute);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public void Ticks_that_nobody_received_are_left_out_and_the_rhythm_is_kept()
    {
        var clock = new ManualClock();
        using Receiver<DateTimeOffset> rx = Channel.Tick(Minute, clock);
        clock.Advance(Minute);
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out DateTimeOffset first));
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        clock.Advance(Minute * 3.5);
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out DateTimeOffset second));
        Assert.Equal(Minute, second - first);
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        clock.Advance(Minute * 0.5);
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out DateTimeOffset third));
        Assert.Equal(Minute * 4, third - first);
    }

    [Fact]
    public async Task Every_waiting_receiver_of_a_tick_gets_one_in_turn()
    {
        var clock = new ManualClock();
        Receiver<DateTimeOffset> rx = Channel.Tick(Minute, clock);
        Task<DateTimeOffset>[] received = [.. Enumerable.Range(0, 3).Select(_ => rx.ReceiveAsync().AsTask())];
        for (int i = 0; i < 3; i++)
        {
            clock.Advance(Minute);
            await received[i].WaitAsync(TestThread.Patience);
            Assert.Equal(i + 1, received.Count(static task => task.IsCompleted));
        }
    }

    [Fact]
    public void A_real_clock_wakes_a_blocked_receiver_and_not_too_early()
    {
        long start = Stopwatch.GetTimestamp();
        Channel.After(TimeSpan.FromMilliseconds(20)).Receive();
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(20));
        Receiver<DateTimeOffset> ticks = Channel.Tick(TimeSpan.FromMilliseconds(5));
        for (int i = 0; i < 5; i++)
            ticks.Receive();
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(45));
    }

    [Fact]
    public void At_comes_at_its_moment_and_at_once_when_that_is_past()
    {
        Assert.Equal(ReceiveResult.Received, Channel.At(DateTimeOffset.UtcNow - Minute).TryReceive(out _));
        DateTimeOffset moment = DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(10);
        DateTimeOffset due = Channel.At(moment).Receive();
        Assert.InRange((due - moment).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        Assert.True(Channel.At(DateTimeOffset.MaxValue).IsEmpty);
    }

    [Fact]
    public void Never_is_never_ready_and_all_of_a_type_are_the_same()
    {
        Receiver<int> rx = Channel.Never<int>();
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, TimeSpan.FromMilliseconds(2)));
        Assert.True(rx.IsSameChannel(Channel.Never<int>()));
        rx.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rx.TryReceive(out _));
        Assert.Equal(ReceiveResult.Empty, Channel.Never<int>().TryReceive(out _));
        Assert.Equal(ReceiveResult.Empty, Channel.After(Timeout.InfiniteTimeSpan).TryReceive(out _));
        Assert.Equal(ReceiveResult.Empty, Channel.After(TimeSpan.MaxValue).TryReceive(out _));
    }

    [Fact]
    public void A_selection_ends_when_its_time_comes()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        bool late = false;
        Select.Receive(rx, static _ => Assert.Fail())
            .Receive(Channel.Never<int>(), static _ => Assert.Fail())
            .Receive(Channel.After(TimeSpan.FromMilliseconds(5)), _ => late = true)
            .Run();
        Assert.True(late);
        GC.KeepAlive(tx);
    }

    [Fact]
    public void Nothing_comes_before_the_first_tick()
    {
        var clock = new ManualClock();
        using Receiver<DateTimeOffset> rx = Channel.Tick(Minute, clock);
        Assert.Equal((true, 0, false), (rx.IsEmpty, rx.Count, rx.IsFull));
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        clock.Advance(Minute - TimeSpan.FromMilliseconds(1));
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((false, 1, true), (rx.IsEmpty, rx.Count, rx.IsFull));
        using Receiver<DateTimeOffset> clone = rx.Clone();
        Assert.Equal(ReceiveResult.Received, clone.TryReceive(out _));
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        Assert.Equal(ReceiveResult.Empty, Channel.Tick(TimeSpan.MaxValue, clock).TryReceive(out _));
    }

    [Fact]
    public void At_is_measured_on_the_clock_that_it_is_given()
    {
        var clock = new ManualClock();
        using Receiver<DateTimeOffset> rx = Channel.At(clock.GetUtcNow() + Minute, clock);
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        TestThread receiver = TestThread.Start(() => rx.Receive());
        clock.Advance(Minute);
        receiver.Join();
    }

    [Fact]
    public async Task All_that_a_receiver_can_be_asked_is_answered_by_one_that_never_receives()
    {
        using Receiver<string> rx = Channel.Never<string>();
        Assert.Equal((0, 0, true, true, false), (rx.Capacity, rx.Count, rx.IsEmpty, rx.IsFull, rx.IsDisconnected));
        Assert.Equal((1, 1, null), (rx.SenderCount, rx.ReceiverCount, rx.CloseError));
        using Receiver<string> clone = rx.Clone();
        Assert.True(clone.IsSameChannel(rx));
        Assert.Empty(rx.TryReceiveAll());
        using var source = new CancellationTokenSource();
        Task<string> awaited = rx.ReceiveAsync(source.Token).AsTask();
        TestThread blocked = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => rx.Receive(source.Token)));
        source.Cancel();
        blocked.Join();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => awaited.WaitAsync(TestThread.Patience));
        Assert.Equal(ReceiveResult.TimedOut, (await rx.TryReceiveAsync(TimeSpan.FromMilliseconds(2))).Result);
    }

    [Fact]
    public void What_has_no_senders_cannot_be_closed_and_says_what_to_do()
    {
        Receiver<DateTimeOffset>[] receivers = [Channel.After(Minute), Channel.At(DateTimeOffset.MaxValue), Channel.Tick(Minute), Channel.Never<DateTimeOffset>()];
        foreach (Receiver<DateTimeOffset> rx in receivers)
        {
            Assert.Contains("Dispose", Assert.Throws<NotSupportedException>(() => rx.Close(new IOException())).Message);
            Assert.Throws<NotSupportedException>(() => rx.Close());
            Assert.Null(rx.CloseError);
            Assert.Equal((false, ReceiveResult.Empty), (rx.IsDisconnected, rx.TryReceive(out _)));
        }
        // All of one type are one channel: nothing may stay in it.
        Assert.Null(Channel.Never<DateTimeOffset>().CloseError);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => Channel.After(TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>("period", () => Channel.Tick(TimeSpan.Zero));
    }
}
