using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>What the channel tests of Go and of Rust's standard library ask, of every flavour.</summary>
// SOURCE: the ideas of go/src/runtime/chan_test.go and of rust/library/std/tests/sync/mpsc.rs.
public class ClassicTests
{
    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> AllAndLossy => Flavors.AllAndLossy;

    public static TheoryData<string> Buffered => Flavors.Buffered;

    public static TheoryData<string> Bounded => Flavors.Bounded;

    [Theory, MemberData(nameof(All))]
    public void One_of_two_that_try_at_once_gets_the_value(string flavor)
    {
        for (int round = 0; round < 200; round++)
        {
            var (tx, rx) = Flavors.Create<int>(flavor);
            Task? sending = null;
            if (tx.Capacity == 0)
                sending = tx.SendAsync(1).AsTask();
            else
                tx.Send(1);
            using var gate = new Barrier(2);
            int got = 0;
            TestThread[] threads = [.. Enumerable.Range(0, 2).Select(n => TestThread.Start(() =>
            {
                gate.SignalAndWait(TestThread.Patience);
                bool received = n == 0
                    ? rx.TryReceive(out _) == ReceiveResult.Received
                    : Select.Receive(rx, static _ => { }).TryRun() == SelectResult.Completed;
                if (received)
                    Interlocked.Increment(ref got);
            }))];
            foreach (TestThread thread in threads)
                thread.Join();
            Assert.Equal(1, got);
            sending?.Wait(TestThread.Patience);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Two_selections_over_both_directions_of_two_channels_never_block_each_other(string flavor)
    {
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<int>(flavor);
        const int Rounds = 500;
        int[] received = new int[2];
        TestThread Peer(int own, Sender<int> tx, Receiver<int> rx) => TestThread.Start(() =>
        {
            int sent = 0;
            int got = 0;
            var selection = Select.Create();
            selection.SendWith(tx, () => sent, () => sent++);
            selection.Receive(rx, value => Assert.Equal(got++, value));
            while (sent < Rounds || got < Rounds)
            {
                if (sent < Rounds && got < Rounds)
                    selection.Run();
                else if (sent < Rounds)
                    tx.Send(sent++);
                else
                    Assert.Equal(got++, rx.Receive());
            }
            received[own] = got;
        });
        TestThread first = Peer(0, tx1, rx2);
        TestThread second = Peer(1, tx2, rx1);
        first.Join();
        second.Join();
        Assert.Equal([Rounds, Rounds], received);
    }

    [Theory, MemberData(nameof(All))]
    public void The_same_channel_may_occur_often_in_a_selection_that_blocks(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int[] counts = new int[5];
        using Selection selection = Select.Create();
        for (int n = 0; n < counts.Length; n++)
        {
            int own = n;
            selection.Receive(rx, _ => counts[own]++);
        }
        TestThread receiver = TestThread.Start(() =>
        {
            for (int i = 0; i < 300; i++)
                selection.Run();
        });
        for (int i = 0; i < 300; i++)
            tx.Send(i);
        receiver.Join();
        Assert.Equal(300, counts.Sum());
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
    }

    [Theory, MemberData(nameof(Bounded))]
    public void The_same_channel_may_occur_often_among_sends_that_block(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = Flavors.Fill(tx);
        using Selection selection = Select.Send(tx, 1).Send(tx, 2).Send(tx, 3);
        TestThread sender = TestThread.Start(() => selection.Run());
        for (int i = 0; i < filled; i++)
            rx.Receive();
        Assert.InRange(rx.Receive(), 1, 3);
        sender.Join();
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
    }

    [Theory, MemberData(nameof(All))]
    public void A_value_goes_through_a_long_chain_of_threads(string flavor)
    {
        const int Links = 200;
        var (tx, rx) = Flavors.Create<int>(flavor);
        var threads = new List<TestThread>();
        Receiver<int> last = rx;
        for (int n = 0; n < Links; n++)
        {
            var (out1, next) = Flavors.Create<int>(flavor);
            Receiver<int> from = last;
            threads.Add(TestThread.Start(() =>
            {
                using (out1)
                {
                    foreach (int value in from.Consume())
                        out1.Send(value + 1);
                }
            }));
            last = next;
        }
        TestThread sender = TestThread.Start(() =>
        {
            using (tx)
            {
                tx.Send(0);
                tx.Send(1000);
            }
        });
        Assert.Equal([Links, 1000 + Links], last);
        sender.Join();
        foreach (TestThread thread in threads)
            thread.Join();
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Values_without_a_size_and_large_ones_arrive_whole(string flavor)
    {
        var (nothing, nothings) = Flavors.Create<Nothing>(flavor);
        var (large, larges) = Flavors.Create<Large>(flavor);
        const int Count = 90;
        TestThread sender = TestThread.Start(() =>
        {
            for (long i = 0; i < Count; i++)
            {
                nothing.Send(default);
                large.Send(new Large(i));
            }
        });
        TestThread other = TestThread.Start(() =>
        {
            for (int i = 0; i < Count; i++)
                nothings.Receive();
        });
        for (long i = 0; i < Count; i++)
            Assert.Equal(new Large(i), larges.Receive());
        sender.Join();
        other.Join();
        Assert.Equal(ReceiveResult.Empty, nothings.TryReceive(out _));
    }

    [Theory, MemberData(nameof(All))]
    public void Large_values_of_many_threads_are_never_mixed(string flavor)
    {
        var (tx, rx) = Flavors.Create<Large>(flavor);
        TestThread[] senders = [.. Enumerable.Range(0, 2).Select(n => TestThread.Start(() =>
        {
            for (long i = 0; i < 2000; i++)
                tx.Send(new Large((n * 10_000) + i));
        }))];
        TestThread[] receivers = [.. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
        {
            for (int i = 0; i < 2000; i++)
                Assert.True(rx.Receive().IsWhole);
        }))];
        foreach (TestThread thread in (TestThread[])[.. senders, .. receivers])
            thread.Join();
    }

    [Theory, MemberData(nameof(Buffered))]
    public void A_selection_sends_bits_at_random(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        const int Count = 600;
        using Selection selection = Select.Send(tx, 0).Send(tx, 1);
        int ones = 0;
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(SelectResult.Completed, selection.TryRun());
            ones += rx.Receive();
        }
        // Binomial with p = 1/2: five standard deviations around the mean.
        double deviation = 5 * Math.Sqrt(Count * 0.25);
        Assert.InRange(ones, (Count / 2) - deviation, (Count / 2) + deviation);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void A_timed_wait_after_the_other_side_is_gone_says_so_at_once(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        tx.Dispose();
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Timeout.InfiniteTimeSpan));
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Deadline.After(TimeSpan.Zero)));
        (tx, rx) = Flavors.Create<int>(flavor);
        rx.Dispose();
        Assert.Equal(SendResult.Disconnected, tx.TrySend(1, Timeout.InfiniteTimeSpan));
        Assert.Equal(SendResult.Disconnected, tx.TrySend(1, Deadline.After(TimeSpan.Zero)));
    }

    // One thread clones, uses and disposes ends all the time, and selections sleep on both sides.
    [Theory, MemberData(nameof(All))]
    public void Ends_come_and_go_while_selections_sleep(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (quiet, silence) = Flavors.Create<int>(flavor);
        const int Each = 400;
        int received = 0;
        TestThread[] receivers = [.. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
        {
            using Receiver<int> mine = rx.Clone();
            bool isOpen = true;
            using Selection selection = Select.Receive(mine, _ => Interlocked.Increment(ref received), () => isOpen = false).Receive(silence, static _ => { });
            while (isOpen)
                selection.Run();
        }))];
        TestThread[] senders = [.. Enumerable.Range(0, 3).Select(n => TestThread.Start(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                using Sender<int> mine = tx.Clone();
                using Receiver<int> beside = rx.Clone();
                if (n == 0)
                    Select.Send(mine, i).RunOnce();
                else
                    mine.Send(i);
            }
        }))];
        foreach (TestThread sender in senders)
            sender.Join();
        // The receivers have made their clones: what was sent is received by them only.
        tx.Dispose();
        foreach (TestThread receiver in receivers)
            receiver.Join();
        Assert.Equal(3 * Each, received);
        Assert.Equal((0, 1), (rx.SenderCount, silence.SenderCount));
        GC.KeepAlive(quiet);
    }

    // Whether an interrupt reaches a wait is the parker's affair: one of the system's own waits it does not. Nothing is lost either way.
    [Theory, MemberData(nameof(AllAndLossy))]
    public void An_interrupt_of_a_thread_that_waits_loses_nothing(string flavor)
    {
        for (int form = 0; form < 3; form++)
        {
            var (tx, rx) = Flavors.Create<int>(flavor);
            Parker? parker = null;
            int got = 0;
            TestThread thread = TestThread.Start(() =>
            {
                Volatile.Write(ref parker, ThreadParker.Current);
                try
                {
                    if (form == 0)
                        got = rx.Receive();
                    else if (form == 1)
                        rx.TryReceive(out got, TestThread.Patience);
                    else
                        Select.Receive(rx, value => got = value).RunOnce();
                }
                catch (ThreadInterruptedException)
                {
                    Assert.Equal(0, got);
                }
            });
            TestThread.Until(() => Volatile.Read(ref parker) is { IsParked: true }, "the thread waits");
            thread.Interrupt();
            ValueTask sent = tx.SendAsync(5);
            TestThread.Until(() => !thread.IsAlive || sent.IsCompleted, "the thread has met the interrupt or the value");
            if (!thread.IsAlive && got == 0)
                Assert.Equal(5, rx.Receive());
            thread.Join();
            Assert.True(sent.IsCompletedSuccessfully);
        }
    }

    private readonly struct Nothing;

    private readonly record struct Large(long A, long B, long C, long D, long E, object F)
    {
        public Large(long value)
            : this(value, value, value, value, value, value)
        {
        }

        public bool IsWhole => A == B && B == C && C == D && D == E && F is long f && f == A;
    }
}
