using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

public class SelectTests
{
    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> Buffered => Flavors.Buffered;

    [Theory, MemberData(nameof(Buffered))]
    public void The_operation_that_is_possible_is_carried_out_and_its_handler_runs(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (_, silent) = Channel.Unbounded<string>();
        tx.Send(3);
        int got = 0;
        Selection selection = Select.Receive(silent, static _ => Assert.Fail()).Receive(rx, value => got = value);
        Assert.Equal(1, selection.Run());
        Assert.Equal(3, got);
        Assert.Equal(SelectResult.NotReady, selection.TryRun());
        Assert.Equal(SelectResult.TimedOut, selection.TryRun(TimeSpan.FromMilliseconds(2)));
    }

    [Theory, MemberData(nameof(All))]
    public void A_selection_that_waits_is_woken_by_any_of_its_channels(string flavor)
    {
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<long>(flavor);
        TestThread sender = TestThread.Start(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                if (i % 2 == 0)
                    tx1.Send(i);
                else
                    tx2.Send(i);
            }
        });
        long expectedEven = 0;
        long expectedOdd = 1;
        Selection selection = Select.Receive(rx1, value => { Assert.Equal(expectedEven, value); expectedEven += 2; })
            .Receive(rx2, value => { Assert.Equal(expectedOdd, value); expectedOdd += 2; });
        for (int i = 0; i < 500; i++)
            selection.Run();
        sender.Join();
        Assert.Equal((500, 501), (expectedEven, expectedOdd));
    }

    [Theory, MemberData(nameof(All))]
    public void Selections_on_both_sides_meet(string flavor)
    {
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<int>(flavor);
        TestThread sender = TestThread.Start(() =>
        {
            int next = 0;
            Selection selection = Select.SendWith(tx1, () => next++).SendWith(tx2, () => next++);
            for (int i = 0; i < 500; i++)
                selection.Run();
            tx1.Dispose();
            tx2.Dispose();
        });
        var seen = new List<int>();
        bool open1 = true;
        bool open2 = true;
        Selection receive = Select.Receive(rx1, seen.Add, () => open1 = false).Receive(rx2, seen.Add, () => open2 = false);
        while (open1 || open2)
            receive.Run();
        sender.Join();
        Assert.Equal(500, seen.Distinct().Count());
    }

    [Theory, MemberData(nameof(Buffered))]
    public void Every_operation_that_is_possible_gets_its_share(string flavor)
    {
        const int Runs = 3000;
        var counts = new int[4];
        var selection = Select.Create();
        var ends = new List<Sender<int>>();
        for (int n = 0; n < 3; n++)
        {
            var (tx, rx) = Flavors.Create<int>(flavor);
            ends.Add(tx);
            int own = n;
            selection.Receive(rx, value => { counts[own]++; tx.Send(value); });
            tx.Send(n);
        }
        var (free, drain) = Channel.Unbounded<int>();
        selection.Send(free, 1, () => counts[3]++);
        selection.Receive(Channel.Unbounded<int>().Receiver, static _ => Assert.Fail(), () => { });
        var (never, silent) = Channel.Unbounded<int>();
        for (int run = 0; run < Runs; run++)
        {
            if (selection.Run() == 4)
                run--;
        }
        GC.KeepAlive(never);
        GC.KeepAlive(silent);
        GC.KeepAlive(drain);
        // Binomial with p = 1/4: five standard deviations around the mean.
        double deviation = 5 * Math.Sqrt(Runs * 0.25 * 0.75);
        Assert.All(counts, count => Assert.InRange(count, (Runs / 4) - deviation, (Runs / 4) + deviation));
    }

    [Fact]
    public void Those_that_are_possible_get_equal_shares_wherever_they_stand_among_those_that_are_not()
    {
        const int Runs = 20_000;
        var (tx, rx) = Channel.Bounded<int>(1);
        var (tx2, rx2) = Channel.Bounded<int>(1);
        int[] chosen = new int[5];
        // Neighbours: who looks in turn, from a random one on, would choose the first of them four times of five.
        using Selection selection = Select.Receive(rx, static _ => { }).Receive(rx2, static _ => { });
        for (int i = 2; i < chosen.Length; i++)
            selection.Receive(Channel.Never<int>(), static _ => { });
        for (int run = 0; run < Runs; run++)
        {
            tx.TrySend(1);
            tx2.TrySend(1);
            chosen[selection.Run()]++;
        }
        // Six standard deviations are 424.
        Assert.InRange(chosen[0], (Runs / 2) - 424, (Runs / 2) + 424);
        Assert.Equal(Runs, chosen[0] + chosen[1]);
    }

    [Fact]
    public async Task Senders_that_wait_at_many_rendezvous_are_met_in_equal_shares()
    {
        const int Arms = 40;
        const int Runs = 4000;
        int[] counts = new int[Arms];
        var senders = new Sender<int>[Arms];
        using Selection selection = Select.Create();
        for (int n = 0; n < Arms; n++)
        {
            (senders[n], Receiver<int> rx) = Channel.Rendezvous<int>();
            selection.Receive(rx, value => counts[value]++);
        }
        Task[] waiting = [.. senders.Select(static (sender, n) => sender.SendAsync(n).AsTask())];
        for (int run = 0; run < Runs; run++)
        {
            // More operations than a machine word has bits.
            int met = selection.Run();
            await waiting[met].WaitAsync(TestThread.Patience);
            waiting[met] = senders[met].SendAsync(met).AsTask();
        }
        double deviation = 5 * Math.Sqrt(Runs * (1.0 / Arms) * (1 - (1.0 / Arms)));
        Assert.All(counts, count => Assert.InRange(count, (Runs / Arms) - deviation, (Runs / Arms) + deviation));
    }

    [Fact]
    public async Task Finding_out_is_cancelled_refused_without_operations_and_biased()
    {
        using Selection empty = Select.Create();
        Assert.Throws<InvalidOperationException>(() => empty.FindReady());
        Assert.Throws<InvalidOperationException>(() => empty.TryFindReady(out _));
        Assert.Throws<InvalidOperationException>(() => empty.TryFindReady(out _, TimeSpan.Zero));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await empty.FindReadyAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await empty.TryFindReadyAsync(TimeSpan.Zero));
        var (tx, rx) = Channel.Bounded<int>(1);
        var (other, otherRx) = Channel.Bounded<int>(1);
        using Selection selection = Select.Receive(rx, static _ => { }).Receive(otherRx, static _ => { }).Biased();
        using var source = new CancellationTokenSource();
        Task<int> awaited = selection.FindReadyAsync(source.Token).AsTask();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => awaited.WaitAsync(TestThread.Patience));
        Assert.Throws<OperationCanceledException>(() => selection.FindReady(source.Token));
        Assert.Equal(SelectResult.Cancelled, selection.TryFindReady(out int operation, Deadline.Never, source.Token));
        Assert.Equal(-1, operation);
        Assert.Equal((SelectResult.Cancelled, -1), await selection.TryFindReadyAsync(Deadline.Never, source.Token));
        other.Send(1);
        Assert.Equal(1, selection.FindReady());
        tx.Send(1);
        for (int i = 0; i < 20; i++)
            Assert.Equal((SelectResult.Completed, 0), await selection.TryFindReadyAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Nothing_that_is_awaited_or_kept_meets_itself()
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        using Selection selection = Select.Send(tx, 1).Receive(rx, static _ => Assert.Fail());
        Assert.Equal(SelectResult.TimedOut, await selection.TryRunAsync(TimeSpan.FromMilliseconds(5)));
        using var set = new SelectSet();
        set.Send(tx, 1);
        set.SendWith(tx, static () => 2);
        set.Receive(rx, static _ => Assert.Fail());
        Assert.Equal(SelectResult.TimedOut, set.TryRun(TimeSpan.FromMilliseconds(5)));
        Assert.Equal(SelectResult.TimedOut, await set.TryRunAsync(TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public void A_biased_selection_prefers_what_was_added_first()
    {
        var (tx1, rx1) = Channel.Unbounded<int>();
        var (tx2, rx2) = Channel.Unbounded<int>();
        for (int i = 0; i < 100; i++)
        {
            tx1.Send(i);
            tx2.Send(i);
        }
        Selection selection = Select.Receive(rx1, static _ => { }).Receive(rx2, static _ => { }).Biased();
        for (int i = 0; i < 200; i++)
            Assert.Equal(i < 100 ? 0 : 1, selection.Run());
    }

    [Fact]
    public void The_default_runs_when_nothing_is_possible()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        int nothing = 0;
        Selection selection = Select.Receive(rx, static _ => { }).Default(() => nothing++);
        Assert.Equal(-1, selection.Run());
        tx.Send(1);
        Assert.Equal(0, selection.Run());
        Assert.Equal(1, nothing);
    }

    [Fact]
    public async Task The_default_runs_after_its_time()
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        var clock = new ManualClock();
        int nothing = 0;
        Selection selection = Select.Receive(rx, static _ => { }).Send(tx, 1).Default(TimeSpan.FromMinutes(1), () => nothing++, clock);
        TestThread thread = TestThread.Start(() => Assert.Equal(-1, selection.Run()));
        TestThread.Until(() => clock.Armed == 1, "it waits");
        clock.Advance(TimeSpan.FromMinutes(1));
        thread.Join();
        Task<int> later = selection.RunAsync().AsTask();
        TestThread.Until(() => clock.Armed == 1, "it waits");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(-1, await later.WaitAsync(TestThread.Patience));
        Assert.Equal(2, nothing);
    }

    [Theory, MemberData(nameof(All))]
    public void A_selection_is_cancelled_by_its_token_and_does_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        Selection selection = Select.Receive(rx, static _ => Assert.Fail());
        TestThread thread = TestThread.Start(() =>
        {
            Assert.Throws<OperationCanceledException>(() => selection.Run(source.Token));
            Assert.Equal(SelectResult.Cancelled, selection.TryRun(Timeout.InfiniteTimeSpan, source.Token));
        });
        source.Cancel();
        thread.Join();
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(All))]
    public void An_operation_whose_other_side_is_gone_is_possible(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        tx.Dispose();
        Assert.Throws<ChannelDisconnectedException>(() => Select.Receive(rx, static _ => { }).Run());
        bool told = false;
        Select.Receive(rx, static _ => { }, () => told = true).Run();
        Assert.True(told);
        var (tx2, rx2) = Flavors.Create<int>(flavor);
        rx2.Dispose();
        Assert.Throws<ChannelDisconnectedException>(() => Select.Send(tx2, 1).Run());
        Assert.Throws<ChannelDisconnectedException>(() => Select.SendWith(tx2, static () => { Assert.Fail(); return 1; }).Run());
    }

    [Theory, MemberData(nameof(All))]
    public void An_operation_whose_other_side_is_gone_is_chosen_beside_one_that_is_always_possible(string flavor)
    {
        const int Runs = 1000;
        var (busy, values) = Channel.Unbounded<int>();
        var (gone, rx) = Flavors.Create<int>(flavor);
        var (tx, gone2) = Flavors.Create<int>(flavor);
        if (gone.TrySend(1) == SendResult.Sent)
            Assert.Equal(1, rx.Receive());
        gone.Dispose();
        gone2.Dispose();
        int told = 0;
        using Selection selection = Select.Receive(values, static _ => { }).Receive(rx, static _ => { }, () => told++);
        int told2 = 0;
        using Selection selection2 = Select.Receive(values, static _ => { }).Send(tx, 1, static () => { }, () => told2++);
        Receiver<int>[] both = [values, rx];
        int told3 = 0;
        for (int run = 0; run < Runs; run++)
        {
            busy.TrySendMany([1, 1, 1], out _);
            selection.Run();
            selection2.Run();
            if (Select.TryReceiveAny(both, out _, out _, TestThread.Patience) == ReceiveResult.Disconnected)
                told3++;
        }
        // Half of them each; 400 is six standard deviations away.
        Assert.All([told, told2, told3], static told => Assert.InRange(told, 400, 600));
    }

    [Theory, MemberData(nameof(All))]
    public void A_selection_that_waits_learns_that_the_other_side_is_gone(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        TestThread thread = TestThread.Start(() => Assert.Throws<ChannelDisconnectedException>(() => Select.Receive(rx, static _ => { }).Run()));
        tx.Dispose();
        thread.Join();
    }

    [Fact]
    public void A_selection_never_meets_itself()
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Selection selection = Select.Send(tx, 1).Receive(rx, static _ => Assert.Fail());
        Assert.Equal(SelectResult.TimedOut, selection.TryRun(TimeSpan.FromMilliseconds(5)));
        // Two of them do.
        int met = 0;
        TestThread[] threads = [.. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
        {
            for (int i = 0; i < 500; i++)
                Select.Send(tx, 1, () => Interlocked.Increment(ref met)).Receive(rx, _ => Interlocked.Increment(ref met)).Run();
        }))];
        foreach (TestThread thread in threads)
            thread.Join();
        Assert.Equal(1000, met);
    }

    [Theory, MemberData(nameof(All))]
    public void A_value_is_made_only_when_there_is_room_for_it(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int made = 0;
        using Selection selection = Select.SendWith(tx, () => ++made);
        int filled = 0;
        while (filled < 150 && selection.TryRun() == SelectResult.Completed)
            filled++;
        Assert.Equal(filled, made);
        if (tx.Capacity is null)
            return;
        Assert.Equal(SelectResult.TimedOut, selection.TryRun(TimeSpan.FromMilliseconds(2)));
        Assert.Equal(tx.Capacity, made);
        TestThread receiver = TestThread.Start(() =>
        {
            for (int i = 0; i <= filled; i++)
                Assert.Equal(i + 1, rx.Receive());
        });
        selection.Run();
        receiver.Join();
        Assert.Equal(filled + 1, made);
    }

    [Theory, MemberData(nameof(All))]
    public void A_factory_that_throws_leaves_everything_as_it_was(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = tx.Capacity is null ? 0 : Flavors.Fill(tx);
        bool fail = true;
        using Selection selection = Select.SendWith(tx, () => fail ? throw new IOException() : 7);
        TestThread receiver = TestThread.Start(() =>
        {
            for (int i = 0; i < filled; i++)
                Assert.Equal(i, rx.Receive());
            Assert.Equal(7, rx.Receive());
        });
        Assert.Throws<IOException>(() => selection.Run());
        fail = false;
        selection.Run();
        receiver.Join();
        Assert.Equal(0, rx.Count);
    }

    [Fact]
    public void Room_that_a_failing_factory_did_not_use_goes_to_the_next_sender()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(0);
        Selection selection = Select.SendWith<int>(tx, static () => throw new IOException());
        TestThread first = TestThread.Start(() => Assert.Throws<IOException>(() => selection.Run()));
        TestThread.Until(() => ((ArrayCore<int>)tx.Core).HasWaitingSenders, "the selection waits");
        ValueTask second = tx.SendAsync(2);
        Assert.Equal(0, rx.Receive());
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value, TestThread.Patience));
        Assert.Equal(2, value);
        first.Join();
        Assert.True(second.IsCompletedSuccessfully);
    }

    [Fact]
    public void An_empty_selection_is_refused()
    {
        Assert.Contains("Default", Assert.Throws<InvalidOperationException>(() => Select.Create().Run()).Message);
        Assert.Equal(SelectResult.TimedOut, Select.Create().TryRun(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(SelectResult.NotReady, Select.Create().TryRun());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_selection_can_be_awaited(string flavor)
    {
        var (tx1, rx1) = Flavors.Create<int>(flavor);
        var (tx2, rx2) = Flavors.Create<string>(flavor);
        int sum = 0;
        Selection selection = Select.Receive(rx1, value => sum += value).Receive(rx2, value => sum += value.Length);
        Task sender = Task.Run(async () =>
        {
            for (int i = 0; i < 300; i++)
            {
                await tx1.SendAsync(1);
                await tx2.SendAsync("abc");
            }
        });
        for (int i = 0; i < 600; i++)
            await selection.RunAsync().AsTask().WaitAsync(TestThread.Patience);
        await sender;
        Assert.Equal(1200, sum);
        using var source = new CancellationTokenSource();
        Task<int> waiting = selection.RunAsync(source.Token).AsTask();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TestThread.Patience));
        Assert.Equal(SelectResult.TimedOut, await selection.TryRunAsync(Deadline.After(TimeSpan.FromMilliseconds(2))));
    }

    [Fact]
    public void One_at_a_time_runs_a_selection()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Selection selection = Select.Receive(rx, static _ => { });
        TestThread thread = TestThread.Start(() => selection.Run());
        TestThread.Until(() => ((ArrayCore<int>)rx.Core).HasWaitingReceivers, "the selection waits");
        Assert.Throws<InvalidOperationException>(() => selection.TryRun());
        tx.Send(1);
        thread.Join();
    }

    [Fact]
    public void Primes_are_sieved_through_a_chain_of_channels()
    {
        var (tx, first) = Channel.Bounded<int>(1);
        var threads = new List<TestThread>
        {
            TestThread.Start(() =>
            {
                using (tx)
                {
                    for (int i = 2; tx.TrySend(i, Timeout.InfiniteTimeSpan) == SendResult.Sent; i++)
                    {
                    }
                }
            }),
        };
        var primes = new List<int>();
        Receiver<int> numbers = first;
        for (int n = 0; n < 25; n++)
        {
            int prime = numbers.Receive();
            primes.Add(prime);
            var (out1, next) = Channel.Bounded<int>(1);
            Receiver<int> source = numbers;
            threads.Add(TestThread.Start(() =>
            {
                using (out1)
                {
                    foreach (int number in source.Consume())
                    {
                        if (number % prime != 0 && out1.TrySend(number, Timeout.InfiniteTimeSpan) != SendResult.Sent)
                            break;
                    }
                }
            }));
            numbers = next;
        }
        numbers.Dispose();
        foreach (TestThread thread in threads)
            thread.Join();
        Assert.Equal([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97], primes);
    }
}
