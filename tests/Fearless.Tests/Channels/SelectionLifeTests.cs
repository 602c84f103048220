using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>What a selection is lent, and what it can do besides running.</summary>
public class SelectionLifeTests
{
    public static TheoryData<string> All => Flavors.All;

    [Fact]
    public void A_selection_that_was_given_back_is_refused_and_disposing_it_again_does_nothing()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        Selection first = Select.Receive(rx, static _ => Assert.Fail());
        Selection copy = first;
        first.Dispose();
        int got = 0;
        Selection second = Select.Receive(rx, value => got = value);
        copy.Dispose();
        Assert.Contains("RunOnce", Assert.Throws<ObjectDisposedException>(() => copy.TryRun()).Message);
        Assert.Throws<ObjectDisposedException>(() => first.Receive(rx, static _ => { }));
        Assert.Throws<ObjectDisposedException>(() => first.Biased());
        Assert.Throws<ObjectDisposedException>(() => first.Remove(0));
        Assert.Throws<ObjectDisposedException>(() => first.FindReady());
        tx.Send(5);
        Assert.Equal(0, second.RunOnce());
        Assert.Equal(5, got);
        Assert.Throws<ObjectDisposedException>(() => second.Run());
        Assert.Contains("Select.Create", Assert.Throws<InvalidOperationException>(() => default(Selection).Run()).Message);
        default(Selection).Dispose();
    }

    [Fact]
    public void A_selection_can_be_disposed_by_another_thread_and_is_not_mixed_up_with_the_next()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        for (int i = 0; i < 200; i++)
        {
            int got = -1;
            Selection mine = Select.Receive(rx, value => got = value).Default(static () => Assert.Fail());
            TestThread other = TestThread.Start(mine.Dispose);
            Selection next = Select.Receive(rx, value => got = value);
            tx.Send(i);
            Assert.Equal(0, next.RunOnce());
            Assert.Equal(i, got);
            other.Join();
            Assert.Throws<ObjectDisposedException>(() => mine.Run());
        }
    }

    [Fact]
    public void A_handler_may_select_too_and_fail()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        for (int i = 0; i < 10; i++)
        {
            tx.Send(1);
            tx.Send(2);
            int inner = 0;
            Select.Receive(rx, _ => Select.Receive(rx, value => inner = value).RunOnce()).RunOnce();
            Assert.Equal(2, inner);
            tx.Send(3);
            Assert.Throws<IOException>(() => Select.Receive(rx, static _ => throw new IOException()).RunOnce());
        }
    }

    [Fact]
    public async Task A_selection_that_is_awaited_once_is_given_back()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        int sum = 0;
        for (int i = 0; i < 100; i++)
        {
            Selection once = Select.Receive(rx, value => sum += value);
            ValueTask<int> running = once.RunOnceAsync();
            await tx.SendAsync(1);
            Assert.Equal(0, await running);
            Assert.Throws<ObjectDisposedException>(() => once.Run());
        }
        Assert.Equal(100, sum);
    }

    [Fact]
    public void An_operation_that_was_removed_is_not_carried_out_and_the_others_keep_their_numbers()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        var (tx2, rx2) = Channel.Unbounded<string>();
        int got = 0;
        using Selection selection = Select.Receive(rx, static _ => Assert.Fail())
            .Receive(rx2, static _ => { })
            .Receive(rx, value => got = value);
        Assert.True(selection.Remove(0));
        Assert.False(selection.Remove(0));
        Assert.Equal("operation", Assert.Throws<ArgumentOutOfRangeException>(() => selection.Remove(3)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => selection.Remove(-1));
        tx.Send(4);
        Assert.Equal(2, selection.Run());
        Assert.Equal(4, got);
        tx2.Send("a");
        Assert.Equal(1, selection.Run());
        selection.Receive(Channel.Never<int>(), static _ => { });
        Assert.True(selection.Remove(1));
        Assert.True(selection.Remove(2));
        Assert.True(selection.Remove(3));
        Assert.Throws<InvalidOperationException>(() => selection.Run());
    }

    [Fact]
    public void Numbers_begin_at_zero_in_the_next_selection_whatever_was_removed_from_the_last_one()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        var (words, wordsRx) = Channel.Unbounded<string>();
        for (int round = 0; round < 3; round++)
        {
            using (Selection selection = Select.Receive(Channel.Never<int>(), static _ => { }).Receive(rx, static _ => { }))
            {
                Assert.True(selection.Remove(0));
                // The number after those that there were, and the object of one that was taken out, if it fits.
                selection.Receive(Channel.Never<int>(), static _ => { }).Receive(wordsRx, static _ => { });
                words.Send("a");
                Assert.Equal(3, selection.Run());
                tx.Send(1);
                Assert.Equal(1, selection.Run());
            }
            tx.Send(2);
            Assert.Equal(0, Select.Receive(rx, static _ => { }).Receive(Channel.Never<int>(), static _ => { }).RunOnce());
        }
    }

    [Fact]
    public void A_selection_after_a_biased_one_is_fair()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        tx.Send(0);
        Select.Receive(rx, static _ => { }).Biased().RunOnce();
        int[] chosen = new int[2];
        for (int run = 0; run < 100; run++)
        {
            tx.Send(run);
            chosen[Select.Receive(rx, static _ => { }).Receive(rx, static _ => { }).RunOnce()]++;
        }
        // By chance once in 2^99 times.
        Assert.All(chosen, static count => Assert.NotEqual(0, count));
    }

    [Fact]
    public void Numbers_are_those_of_the_places_when_operations_of_other_types_change_them() => TestThread.Start(static () =>
    {
        // On a thread of its own, whose first selections these are: each takes the objects of the one before.
        var (tx, rx) = Channel.Unbounded<int>();
        var (words, wordsRx) = Channel.Unbounded<string>();
        tx.Send(1);
        Assert.Equal(0, Select.Receive(rx, static _ => { }).Receive(wordsRx, static _ => { }).RunOnce());
        tx.Send(2);
        Assert.Equal(1, Select.Receive(wordsRx, static _ => { }).Receive(rx, static _ => { }).RunOnce());
        words.Send("a");
        Assert.Equal(2, Select.Receive(rx, static _ => { }).Receive(rx, static _ => { }).Receive(wordsRx, static _ => { }).RunOnce());
        tx.Send(3);
        Assert.Equal(1, Select.Receive(wordsRx, static _ => { }).Receive(rx, static _ => { }).Receive(wordsRx, static _ => { }).RunOnce());
    }).Join();

    [Theory, MemberData(nameof(All))]
    public void What_is_possible_is_found_and_left(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (_, silent) = Channel.Unbounded<string>();
        using Selection selection = Select.Receive(silent, static _ => Assert.Fail()).Receive(rx, static _ => Assert.Fail());
        Assert.Equal(SelectResult.NotReady, selection.TryFindReady(out int none));
        Assert.Equal(-1, none);
        Assert.Equal(SelectResult.TimedOut, selection.TryFindReady(out _, Deadline.After(TimeSpan.FromMilliseconds(2))));
        TestThread sender = TestThread.Start(() => tx.Send(3));
        Assert.Equal(1, selection.FindReady());
        Assert.Equal(SelectResult.Completed, selection.TryFindReady(out int found));
        Assert.Equal(1, found);
        Assert.Equal(3, rx.Receive());
        sender.Join();
        tx.Dispose();
        Assert.Equal(1, selection.FindReady());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_only_wants_to_know_takes_no_wake_up_from_who_receives(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using Selection selection = Select.Receive(rx, static _ => Assert.Fail());
        for (int i = 0; i < 50; i++)
        {
            ValueTask<int> looking = selection.FindReadyAsync();
            ValueTask<int> receiving = rx.ReceiveAsync();
            await tx.SendAsync(i);
            Assert.Equal(i, await receiving.AsTask().WaitAsync(TestThread.Patience));
            if (!looking.IsCompleted)
            {
                // The receiver was there when the value came, so on a rendezvous nobody had to be told.
                ValueTask sending = tx.SendAsync(i);
                Assert.Equal(0, await looking.AsTask().WaitAsync(TestThread.Patience));
                Assert.Equal(i, rx.Receive());
                await sending;
            }
            else
            {
                Assert.Equal(0, await looking);
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Room_is_found_without_being_used(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        if (tx.Capacity is null)
            return;
        int filled = Flavors.Fill(tx);
        using Selection selection = Select.Send(tx, 1);
        Assert.Equal(SelectResult.NotReady, selection.TryFindReady(out _));
        ValueTask<int> finding = selection.FindReadyAsync();
        ValueTask<int> receiving = rx.ReceiveAsync();
        Assert.Equal(0, await finding.AsTask().WaitAsync(TestThread.Patience));
        Assert.Equal(filled > 0, receiving.IsCompleted);
        tx.TrySend(0);
        Assert.Equal(0, await receiving.AsTask().WaitAsync(TestThread.Patience));
    }

    [Fact]
    public void A_value_that_was_made_and_not_sent_is_handed_back()
    {
        var (tx, rx) = Channel.Bounded<Item>(1);
        var (signal, signals) = Channel.Unbounded<int>();
        var made = new Item();
        Item? unsent = null;
        signal.Send(1);
        // Another takes the room while the value is made.
        Selection selection = Select.SendWith(
            tx,
            () =>
            {
                tx.Send(new Item());
                return made;
            },
            onUnsent: item => unsent = item);
        Assert.Equal(0, selection.Receive(signals, static _ => { }).Biased().RunOnce() - 1);
        Assert.Same(made, unsent);
        Assert.Equal(0, made.Disposals);
        rx.Receive();
        // Without a handler it is disposed; and by removing the operation, too.
        signal.Send(1);
        Select.SendWith(tx, () => { tx.Send(new Item()); return made; }).Receive(signals, static _ => { }).Biased().RunOnce();
        Assert.Equal(1, made.Disposals);
        rx.Receive();
        signal.Send(1);
        unsent = null;
        using Selection kept = Select.SendWith(
                tx, made, made => { tx.Send(new Item()); return made; }, onUnsent: (state, item) => unsent = Same(state, item))
            .Receive(signals, static _ => { }).Biased();
        kept.Run();
        Assert.True(kept.Remove(0));
        Assert.Same(made, unsent);
    }

    private static Item Same(Item expected, Item actual)
    {
        Assert.Same(expected, actual);
        return actual;
    }
}
