using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>What awaits an operation never goes on inside the call that completed it, whatever call that was.</summary>
public class ContinuationTests
{
    public static TheoryData<string> Bounded => Flavors.Bounded;

    public static TheoryData<string> All => Flavors.All;

    [Theory, MemberData(nameof(Bounded))]
    public void A_send_that_is_let_in(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx);
        GoesOnElsewhere(tx.SendAsync(-1), () => rx.Receive());
    }

    [Theory, MemberData(nameof(All))]
    public void A_receive_that_is_cancelled(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        GoesOnElsewhere(rx.ReceiveAsync(source.Token), source.Cancel);
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(All))]
    public void Waits_that_end_with_the_last_end_or_with_a_close(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        GoesOnElsewhere(rx.ReceiveAsync(), tx.Dispose);
        (tx, rx) = Flavors.Create<int>(flavor);
        GoesOnElsewhere(rx.TryReceiveAsync(), () => tx.Close(new IOException()));
        if (tx.Capacity is null)
            return;
        (tx, rx) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx);
        GoesOnElsewhere(tx.SendAsync(-1), rx.Dispose);
        (tx, rx) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx);
        GoesOnElsewhere(tx.TrySendAsync(-1), () => rx.Close());
    }

    [Theory, MemberData(nameof(All))]
    public void Selections_and_sets(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using Selection selection = Select.Receive(rx, static _ => { });
        GoesOnElsewhere(selection.RunAsync(), () => tx.Send(1));
        using var set = new SelectSet();
        set.Receive(rx, static _ => { });
        GoesOnElsewhere(set.RunAsync(), () => tx.Send(1));
        GoesOnElsewhere(Select.Receive(rx, static _ => { }, static () => { }).RunAsync(), tx.Dispose);
    }

    [Fact]
    public async Task The_handler_of_a_selection()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        using var ran = new ManualResetEventSlim();
        int handler = 0;
        using Selection selection = Select.Receive(rx, _ => { handler = Environment.CurrentManagedThreadId; ran.Set(); });
        ValueTask<int> running = selection.RunAsync();
        int sender = 0;
        TestThread thread = TestThread.Start(() =>
        {
            sender = Environment.CurrentManagedThreadId;
            tx.Send(1);
            Assert.True(ran.Wait(TestThread.Patience), "The handler never ran.");
        });
        thread.Join();
        Assert.NotEqual(sender, handler);
        Assert.Equal(0, await running.AsTask().WaitAsync(TestThread.Patience));
    }

    [Fact]
    public void Permits()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        SendPermit<int> permit = tx.Reserve();
        ValueTask<SendPermit<int>> next = tx.ReserveAsync();
        GoesOnElsewhere(next, permit.Dispose);
        (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(1);
        GoesOnElsewhere(tx.TryReserveAsync(), () => rx.Receive());
    }

    [Fact]
    public void Oneshots_and_watches()
    {
        var (once, answer) = Channel.Oneshot<int>();
        GoesOnElsewhere(answer.ReceiveAsync(), () => once.Send(1));
        var (tx, level) = Channel.Watch(0);
        GoesOnElsewhere(level.WaitForChangeAsync(0), () => tx.Send(1));
        var clock = new ManualClock();
        GoesOnElsewhere(Channel.After(TimeSpan.FromMinutes(1), clock).ReceiveAsync(), () => clock.Advance(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Readers_and_writers_of_the_platform()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        GoesOnElsewhere(rx.AsChannelReader().WaitToReadAsync(), () => tx.Send(1));
        tx.Send(1);
        GoesOnElsewhere(tx.AsChannelWriter().WaitToWriteAsync(), () => rx.Receive());
    }

    private static void GoesOnElsewhere(ValueTask task, Action complete) => GoesOnElsewhere(task.IsCompleted, task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted, complete);

    private static void GoesOnElsewhere<T>(ValueTask<T> task, Action complete) =>
        GoesOnElsewhere(task.IsCompleted, task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted, complete);

    private static void GoesOnElsewhere(bool isCompleted, Action<Action> onCompleted, Action complete)
    {
        Assert.False(isCompleted);
        using var wentOn = new ManualResetEventSlim();
        int continuation = 0;
        onCompleted(() =>
        {
            continuation = Environment.CurrentManagedThreadId;
            wentOn.Set();
        });
        int completing = 0;
        TestThread thread = TestThread.Start(() =>
        {
            completing = Environment.CurrentManagedThreadId;
            complete();
            // Its number is used again once it has ended.
            Assert.True(wentOn.Wait(TestThread.Patience), "The continuation never ran.");
        });
        thread.Join();
        Assert.NotEqual(completing, continuation);
    }
}
