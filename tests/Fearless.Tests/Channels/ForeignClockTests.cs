using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Deadlines on a clock of the user's end every kind of wait when that clock says so.</summary>
public class ForeignClockTests
{
    public static TheoryData<string> All => Flavors.AllAndLossy;

    public static TheoryData<string> Bounded => Flavors.Bounded;

    [Theory, MemberData(nameof(All))]
    public void Of_receives(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        EndsByItsClock(deadline => rx.TryReceive(out _, deadline) == ReceiveResult.TimedOut);
        EndsByItsClock(deadline => rx.ReceiveMany(new int[2], out _, deadline) == ReceiveResult.TimedOut);
        EndsByItsClock(deadline => Result(rx.TryReceiveAsync(deadline)).Result == ReceiveResult.TimedOut);
        EndsByItsClock(deadline => Result(rx.ReceiveManyAsync(new int[2], deadline)).Result == ReceiveResult.TimedOut);
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(Bounded))]
    public void Of_sends(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx);
        EndsByItsClock(deadline => tx.TrySend(1, deadline) == SendResult.TimedOut);
        EndsByItsClock(deadline => tx.SendMany([1], out _, deadline) == SendResult.TimedOut);
        EndsByItsClock(deadline => Result(tx.TrySendAsync(1, deadline)) == SendResult.TimedOut);
        EndsByItsClock(deadline => Result(tx.SendManyAsync<int>(new int[1], deadline)).Result == SendResult.TimedOut);
        GC.KeepAlive(rx);
    }

    [Theory, MemberData(nameof(All))]
    public void Of_selections_and_sets(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using Selection selection = Select.Receive(rx, static _ => { }).Receive(Channel.Never<int>(), static _ => { });
        using var set = new SelectSet();
        set.Receive(rx, static _ => { });
        EndsByItsClock(deadline => selection.TryRun(deadline) == SelectResult.TimedOut);
        EndsByItsClock(deadline => Result(selection.TryRunAsync(deadline)) == SelectResult.TimedOut);
        EndsByItsClock(deadline => selection.TryFindReady(out _, deadline) == SelectResult.TimedOut);
        EndsByItsClock(deadline => Result(selection.TryFindReadyAsync(deadline)).Result == SelectResult.TimedOut);
        EndsByItsClock(deadline => set.TryRun(deadline) == SelectResult.TimedOut);
        EndsByItsClock(deadline => Result(set.TryRunAsync(deadline)) == SelectResult.TimedOut);
        GC.KeepAlive(tx);
    }

    [Fact]
    public void Of_oneshots_watches_timers_and_permits()
    {
        var (_, answer) = Channel.Oneshot<int>();
        EndsByItsClock(deadline => answer.TryReceive(out _, deadline) == ReceiveResult.TimedOut);
        EndsByItsClock(deadline => Result(answer.TryReceiveAsync(deadline)).Result == ReceiveResult.TimedOut);
        var (changer, level) = Channel.Watch(0);
        EndsByItsClock(deadline => level.WaitForChange(0, deadline) == ReceiveResult.TimedOut);
        EndsByItsClock(deadline => Result(level.WaitForChangeAsync(0, deadline)) == ReceiveResult.TimedOut);
        EndsByItsClock(static deadline => Channel.After(TimeSpan.FromDays(1)).TryReceive(out _, deadline) == ReceiveResult.TimedOut);
        var (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(1);
        EndsByItsClock(deadline => tx.TryReserve(out _, deadline) == SendResult.TimedOut);
        EndsByItsClock(deadline => Result(tx.TryReserveAsync(deadline)).Result == SendResult.TimedOut);
        GC.KeepAlive(changer);
        GC.KeepAlive(rx);
    }

    private static T Result<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private static void EndsByItsClock(Func<Deadline, bool> timesOut)
    {
        var clock = new ManualClock();
        var deadline = Deadline.After(TimeSpan.FromHours(1), clock);
        bool hasTimedOut = false;
        TestThread thread = TestThread.Start(() => hasTimedOut = timesOut(deadline));
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(thread.IsAlive);
        // Again and again: it may have looked at the clock before, and not have set its timer yet.
        TestThread.Until(() => { clock.Advance(TimeSpan.FromMinutes(1)); return !thread.IsAlive; }, "the clock has ended the wait");
        thread.Join();
        Assert.True(hasTimedOut);
    }
}
