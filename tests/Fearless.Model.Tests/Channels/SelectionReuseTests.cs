using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

/// <summary>Selections and sets lend again what they registered with before: arms, entries, and the waits of threads and tasks.</summary>
public class SelectionReuseTests
{
    public static TheoryData<string> All => ["bounded 1", "unbounded", "rendezvous"];

    [Theory, MemberData(nameof(All))]
    public void A_task_selects_from_the_same_channels_again(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        int sum = 0;
        Model.Thread(() => tx1.Send(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        ModelTaskLoop.Run(async () =>
        {
            await Select.Receive(rx1, value => sum += value).Receive(rx2, value => sum += value).Biased().RunOnceAsync();
            await Select.Receive(rx2, value => sum += value).Receive(rx1, value => sum += value).Biased().RunOnceAsync();
        });
        Model.JoinAll();
        Assert.Equal(3, sum);
    });

    [Theory, MemberData(nameof(All))]
    public void A_selection_that_gave_up_leaves_nothing_to_the_next_one(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        using var source = new CancellationTokenSource();
        int first = 0;
        int second = 0;
        Model.Thread(() => Model.Cancel(source), "canceller");
        Model.Thread(
            () =>
            {
                tx1.TrySend(1);
                tx2.Send(2);
            },
            "sender");
        ModelTaskLoop.Run(async () =>
        {
            using (Selection selection = Select.Receive(rx1, value => first = value).Biased())
                await selection.TryRunAsync(Deadline.Never, source.Token);
            await Select.Receive(rx2, value => second = value).Biased().RunOnceAsync();
        });
        Model.JoinAll();
        Assert.InRange(first, 0, 1);
        Assert.Equal(2, second);
    });

    [Fact]
    public void A_selection_that_two_threads_use_in_turn_waits_with_what_is_its_own() => Check(() =>
    {
        var (tx1, rx1) = Channel.Rendezvous<int>();
        var (tx2, rx2) = Channel.Bounded<int>(1);
        int sum = 0;
        Selection selection = Select.Receive(rx1, value => sum += value).Receive(rx2, value => sum += value).Biased();
        Model.Thread(() => tx1.Send(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        selection.Run();
        ModelThread other = Model.Thread(() => selection.Run(), "other");
        other.Join();
        Assert.Equal(3, sum);
    });

    [Fact]
    public void A_set_of_both_kinds_meets_each() => Check(() =>
    {
        var (tx1, rx1) = Channel.Rendezvous<int>();
        var (tx2, rx2) = Channel.Bounded<int>(1);
        int sum = 0;
        using var set = new SelectSet();
        set.Receive(rx1, value => sum += value);
        set.Receive(rx2, value => sum += value);
        Model.Thread(() => tx1.Send(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        set.Run();
        set.Run();
        Assert.Equal(3, sum);
    });

    [Fact]
    public void A_set_that_is_awaited_meets_each() => Check(() =>
    {
        var (tx1, rx1) = Channel.Rendezvous<int>();
        var (tx2, rx2) = Channel.Bounded<int>(1);
        int sum = 0;
        using var set = new SelectSet();
        set.Receive(rx1, value => sum += value);
        set.Receive(rx2, value => sum += value);
        Model.Thread(() => tx1.Send(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        ModelTaskLoop.Run(async () =>
        {
            await set.RunAsync();
            await set.RunAsync();
        });
        Assert.Equal(3, sum);
    });

    [Fact]
    public void A_set_that_gave_up_meets_what_comes_later() => Check(() =>
    {
        var (tx1, rx1) = Channel.Rendezvous<int>();
        var (tx2, rx2) = Channel.Bounded<int>(1);
        int sum = 0;
        using var set = new SelectSet();
        set.Receive(rx1, value => sum += value);
        set.Receive(rx2, value => sum += value);
        Model.Thread(
            () =>
            {
                tx1.Send(1);
                tx2.Send(2);
            },
            "sender");
        int met = set.TryRun(TimeSpan.FromSeconds(1)) == SelectResult.Completed ? 1 : 0;
        for (; met < 2; met++)
            set.Run();
        Assert.Equal(3, sum);
    });

    [Fact]
    public void An_operation_that_is_signalled_while_it_begins_to_watch_is_in_one_queue() => Check(() =>
    {
        var core = new ArrayCore<int>(1);
        var (tx, rx) = new ChannelEnds<int>(core);
        int sum = 0;
        using var set = new SelectSet();
        int operation = set.Receive(rx, value => sum += value);
        Model.Thread(() => tx.Send(1), "sender");
        set.TryRun();
        Model.JoinAll();
        set.TryRun();
        Assert.Equal(1, sum);
        // One that was queued twice would watch twice here, and be taken back once.
        Assert.NotEqual(SelectResult.Completed, set.TryRun());
        set.Remove(operation);
        Assert.False(core.HasWaitingReceivers);
    });

    [Fact]
    public void An_operation_that_is_taken_out_while_its_channel_signals_is_not_carried_out() => Check(() =>
    {
        var (tx1, rx1) = Channel.Bounded<int>(1);
        var (tx2, rx2) = Channel.Bounded<int>(1);
        int sum = 0;
        using var set = new SelectSet();
        int first = set.Receive(rx1, value => sum += value);
        set.Receive(rx2, value => sum += value);
        set.TryRun();
        Model.Thread(
            () =>
            {
                tx1.Send(1);
                tx2.Send(2);
            },
            "sender");
        set.Remove(first);
        set.Run();
        Model.JoinAll();
        Assert.Equal(2, sum);
        Assert.Equal(1, rx1.Count);
    });

    [Fact]
    public void Sends_that_wait_together_are_met_once_each() => Check(() =>
    {
        var (tx1, rx1) = Channel.Rendezvous<int>();
        var (tx2, rx2) = Channel.Rendezvous<int>();
        Model.Thread(
            () =>
            {
                Select.Send(tx1, 1).Send(tx2, 2).Biased().RunOnce();
                Select.Send(tx2, 2).Send(tx1, 1).Biased().RunOnce();
            },
            "sender");
        Assert.Equal(1, rx1.Receive());
        Assert.Equal(2, rx2.TryReceive(out int value, TimeSpan.FromSeconds(1)) == ReceiveResult.Received ? value : ReceiveRest());

        int ReceiveRest() => rx2.Receive();
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);
}
