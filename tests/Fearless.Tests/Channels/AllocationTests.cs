using Fearless.Channels;
using Fearless.Tests.Sync;
using static Fearless.Tests.Channels.Allocations;

namespace Fearless.Tests.Channels;

/// <summary>Zero bytes for each operation, once what waits has waited before.</summary>
public class AllocationTests
{
    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> Buffered => ["bounded 1", "bounded 100"];

    [Theory, MemberData(nameof(Buffered))]
    public void Operations_that_need_not_wait_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        Assert.Equal(0, Measure(() =>
        {
            tx.Send(1, source.Token);
            rx.Receive(source.Token);
            rx.TryReceive(out _);
            tx.TrySend(1);
            rx.TryReceive(out _, TimeSpan.FromSeconds(1));
            Check(tx.SendAsync(1).IsCompletedSuccessfully);
            Check(rx.ReceiveAsync().IsCompletedSuccessfully);
            _ = tx.Count + rx.Count;
        }));
    }

    [Fact]
    public void An_unbounded_channel_uses_its_blocks_again()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        Assert.Equal(0, Measure(() =>
        {
            for (int i = 0; i < 10; i++)
                tx.Send(i);
            for (int i = 0; i < 10; i++)
                rx.Receive();
        }));
    }

    [Theory, MemberData(nameof(All))]
    public void A_wait_that_times_out_allocates_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Assert.Equal(0, Measure(() => rx.TryReceive(out _, TimeSpan.FromTicks(10)), 20));
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(All))]
    public void Blocking_hand_overs_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (back, answers) = Flavors.Create<int>(flavor);
        TestThread echo = TestThread.Start(() =>
        {
            foreach (int value in rx)
                back.Send(value);
        });
        Assert.Equal(0, Measure(
            () =>
            {
                tx.Send(1);
                answers.Receive();
            },
            100));
        tx.Dispose();
        echo.Join();
    }

    [Theory, MemberData(nameof(All))]
    public void Operations_that_are_awaited_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        Assert.Equal(0, Measure(() =>
        {
            // Both on this thread: the operation goes on where it is chosen, and completes before the result is asked for.
            ValueTask<int> plain = rx.ReceiveAsync();
            Check(tx.TrySend(1) == SendResult.Sent);
            Check(plain.Result == 1);
            ValueTask<int> cancellable = rx.ReceiveAsync(source.Token);
            Check(tx.TrySend(1) == SendResult.Sent);
            Check(cancellable.Result == 1);
            ValueTask<ReceiveResult<int>> timed = rx.TryReceiveAsync(TimeSpan.FromHours(1));
            Check(tx.TrySend(1) == SendResult.Sent);
            Check(timed.Result.Value == 1);
        }));
    }

    [Theory, MemberData(nameof(Buffered))]
    public void Sends_that_are_awaited_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx);
        using var source = new CancellationTokenSource();
        Assert.Equal(0, Measure(() =>
        {
            ValueTask sent = tx.SendAsync(1, source.Token);
            rx.Receive();
            sent.GetAwaiter().GetResult();
            ValueTask<SendResult> timed = tx.TrySendAsync(1, TimeSpan.FromHours(1), source.Token);
            rx.Receive();
            Check(timed.Result == SendResult.Sent);
        }));
    }

    [Theory, MemberData(nameof(Buffered))]
    public void A_selection_that_is_run_again_allocates_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Selection send = Select.SendWith(tx, 5, static state => state).Receive(Channel.Never<string>(), static _ => { });
        Selection receive = Select.Receive(rx, 0, static (_, value) => Check(value == 5)).Receive(Channel.Never<string>(), static _ => { });
        Assert.Equal(0, Measure(() =>
        {
            send.Run();
            receive.Run();
            receive.TryRun(TimeSpan.FromTicks(10));
        }, 50));
    }

    [Theory, MemberData(nameof(Buffered))]
    public void A_selection_that_is_awaited_again_allocates_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Selection receive = Select.Receive(rx, 0, static (_, _) => { }).Receive(Channel.Never<string>(), static _ => { });
        Assert.Equal(0, Measure(() =>
        {
            tx.TrySend(1);
            Check(receive.RunAsync().Result == 0);
        }));
    }

    [Theory, MemberData(nameof(Buffered))]
    public void A_set_allocates_nothing(string flavor)
    {
        using var set = new SelectSet();
        var (tx, rx) = Flavors.Create<int>(flavor);
        set.Receive(rx, 0, static (_, _) => { });
        for (int i = 0; i < 100; i++)
            set.Receive(Channel.Never<string>(), 0, static (_, _) => { });
        Assert.Equal(0, Measure(() =>
        {
            tx.Send(1);
            set.Run();
            set.TryRun();
            set.TryRun(TimeSpan.FromTicks(10));
        }, 50));
    }
}
