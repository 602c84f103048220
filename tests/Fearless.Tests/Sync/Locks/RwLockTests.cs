using Fearless.Sync;

namespace Fearless.Tests.Sync.Locks;

public class RwLockTests
{
    [Fact]
    public async Task Threads_and_tasks_write_alone_and_read_beside_each_other()
    {
        const int Rounds = 2000;
        var pair = new RwLock<(long First, long Second)>((0, 0));
        TestThread[] threads =
        [
            .. Enumerable.Range(0, 3).Select(thread => TestThread.Start(() =>
            {
                for (int round = 0; round < Rounds; round++)
                {
                    if ((thread + round) % 4 == 0)
                    {
                        using RwLockUpgradableReadGuard<(long First, long Second)> reading = pair.UpgradableRead();
                        long before = reading.Value.First;
                        using RwLockWriteGuard<(long First, long Second)> writing = reading.Upgrade();
                        Assert.Equal(before, writing.Value.First);
                        writing.Value.First++;
                        writing.Value.Second++;
                    }
                    else
                    {
                        using RwLockReadGuard<(long First, long Second)> guard = pair.Read();
                        Assert.Equal(guard.Value.First, guard.Value.Second);
                    }
                }
            })),
        ];
        await Task.WhenAll(Enumerable.Range(0, 3).Select(task => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                if ((task + round) % 4 == 0)
                {
                    using RwLockWriteGuard<(long First, long Second)> guard = await pair.WriteAsync();
                    guard.Value.First++;
                    if (round % 100 == 0)
                        await Task.Yield();
                    guard.Value.Second++;
                }
                else
                {
                    using RwLockReadGuard<(long First, long Second)> guard = await pair.ReadAsync();
                    Assert.Equal(guard.Value.First, guard.Value.Second);
                }
            }
        }))).WaitAsync(TestThread.Patience);
        foreach (TestThread thread in threads)
            thread.Join();
        Assert.Equal((6 * Rounds / 4, 6 * Rounds / 4), pair.Read().Value);
    }

    [Fact]
    public void Readers_are_beside_each_other_and_beside_one_that_may_upgrade()
    {
        var text = new RwLock<string>("a");
        RwLockReadGuard<string> first = text.Read();
        Assert.True(text.TryRead(out RwLockReadGuard<string> second));
        Assert.True(text.TryUpgradableRead(out RwLockUpgradableReadGuard<string> upgradable));
        Assert.False(text.TryUpgradableRead(out RwLockUpgradableReadGuard<string> failed));
        Assert.False(failed.IsHeld);
        Assert.False(text.TryWrite(out RwLockWriteGuard<string> writing));
        Assert.False(writing.IsHeld);
        Assert.Equal("aaa", first.Value + second.Value + upgradable.Value);
        Assert.False(upgradable.TryUpgrade(out _));
        Assert.True(upgradable.IsHeld);
        first.Dispose();
        second.Dispose();
        Assert.True(upgradable.TryUpgrade(out writing));
        Assert.False(upgradable.IsHeld);
        Assert.False(text.TryRead(out RwLockReadGuard<string> third));
        Assert.False(third.IsHeld);
        writing.Value = "b";
        writing.Dispose();
        Assert.Equal("b", text.Read().Value);
    }

    [Fact]
    public void Copies_of_a_guard_stand_for_one_time_of_being_held()
    {
        var number = new RwLock<int>(1);
        RwLockReadGuard<int> reader = number.Read();
        RwLockReadGuard<int> other = number.Read();
        RwLockReadGuard<int> copy = reader;
        copy.Dispose();
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.Value);
        Assert.Equal(1, number.Core.ReaderCount);
        Assert.True(other.IsHeld);
        other.Dispose();

        RwLockWriteGuard<int> writer = number.Write();
        reader.Dispose();
        other.Dispose();
        RwLockWriteGuard<int> same = writer;
        same.Value = 2;
        same.Dispose();
        Assert.Contains("copy of the guard", Assert.Throws<ObjectDisposedException>(() => writer.Value = 3).Message, StringComparison.Ordinal);

        RwLockUpgradableReadGuard<int> upgradable = number.UpgradableRead();
        writer.Dispose();
        Assert.True(upgradable.IsHeld);
        RwLockUpgradableReadGuard<int> twin = upgradable;
        RwLockWriteGuard<int> upgraded = upgradable.Upgrade();
        twin.Dispose();
        Assert.Throws<ObjectDisposedException>(() => twin.Upgrade());
        Assert.Throws<ObjectDisposedException>(() => { _ = twin.UpgradeAsync(); });
        Assert.Throws<ObjectDisposedException>(() => twin.Downgrade());
        Assert.True(upgraded.IsHeld);
        Assert.True(number.Core.IsWritten);
        upgraded.Dispose();
        Assert.True(number.TryWrite(out _));
    }

    [Fact]
    public async Task A_writer_that_waits_keeps_readers_out_and_they_go_on_together_after_it()
    {
        var number = new RwLock<int>(0);
        RwLockReadGuard<int> reading = number.Read();
        ValueTask<RwLockWriteGuard<int>> writer = number.WriteAsync();
        Assert.False(number.TryRead(out _));
        ValueTask<RwLockReadGuard<int>> second = number.ReadAsync();
        ValueTask<RwLockReadGuard<int>> third = number.ReadAsync();
        ValueTask<RwLockWriteGuard<int>> last = number.WriteAsync();
        reading.Dispose();
        Assert.True(writer.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted);
        (await writer).Dispose();
        Assert.True(second.IsCompletedSuccessfully);
        Assert.True(third.IsCompletedSuccessfully);
        Assert.False(last.IsCompleted);
        (await second).Dispose();
        Assert.False(last.IsCompleted);
        (await third).Dispose();
        Assert.True(last.IsCompletedSuccessfully);
        (await last).Dispose();
        Assert.False(number.Core.HasWaiters);
    }

    [Fact]
    public async Task When_a_writer_gives_up_the_readers_behind_it_go_on()
    {
        var clock = new ManualClock();
        var number = new RwLock<int>(0);
        using RwLockReadGuard<int> reading = number.Read();
        using var source = new CancellationTokenSource();
        Task<RwLockWriteGuard<int>> cancelled = number.WriteAsync(source.Token).AsTask();
        ValueTask<RwLockWriteGuard<int>> late = number.TryWriteAsync(Deadline.After(TimeSpan.FromSeconds(1), clock));
        ValueTask<RwLockReadGuard<int>> next = number.ReadAsync();
        ValueTask<RwLockUpgradableReadGuard<int>> last = number.UpgradableReadAsync();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await late).IsHeld);
        Assert.True(next.IsCompletedSuccessfully);
        Assert.True(last.IsCompletedSuccessfully);
        (await next).Dispose();
        (await last).Dispose();
    }

    [Fact]
    public async Task Who_upgrades_goes_before_those_who_wait()
    {
        var number = new RwLock<int>(0);
        RwLockReadGuard<int> reading = number.Read();
        RwLockUpgradableReadGuard<int> upgradable = number.UpgradableRead();
        using var source = new CancellationTokenSource();
        Task<RwLockWriteGuard<int>> cancelled = number.WriteAsync(source.Token).AsTask();
        ValueTask<RwLockWriteGuard<int>> writer = number.WriteAsync();
        ValueTask<RwLockUpgradableReadGuard<int>> otherUpgradable = number.UpgradableReadAsync();
        ValueTask<RwLockWriteGuard<int>> upgrade = upgradable.UpgradeAsync();
        Assert.False(upgradable.IsHeld);
        Assert.False(upgrade.IsCompleted);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        reading.Dispose();
        Assert.True(upgrade.IsCompletedSuccessfully);
        Assert.False(writer.IsCompleted);
        RwLockWriteGuard<int> guard = await upgrade;
        guard.Value = 1;
        guard.Dispose();
        RwLockWriteGuard<int> next = await writer;
        Assert.Equal(1, next.Value);
        Assert.False(otherUpgradable.IsCompleted);
        next.Dispose();
        (await otherUpgradable).Dispose();
        Assert.False(number.Core.HasWaiters);
    }

    [Fact]
    public void Who_is_alone_upgrades_at_once_though_others_wait()
    {
        var number = new RwLock<int>(0);
        RwLockUpgradableReadGuard<int> upgradable = number.UpgradableRead();
        ValueTask<RwLockWriteGuard<int>> writer = number.WriteAsync();
        Assert.True(upgradable.TryUpgrade(out RwLockWriteGuard<int> guard));
        Assert.False(writer.IsCompleted);
        upgradable = guard.DowngradeToUpgradable();
        Assert.False(writer.IsCompleted);
        ValueTask<RwLockWriteGuard<int>> again = upgradable.UpgradeAsync();
        Assert.True(again.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task One_that_does_not_come_to_upgrade_reads_as_before()
    {
        var clock = new ManualClock();
        var number = new RwLock<int>(0);
        RwLockReadGuard<int> reading = number.Read();
        RwLockUpgradableReadGuard<int> upgradable = number.UpgradableRead();
        using var source = new CancellationTokenSource();

        ValueTask<RwLockWriteGuard<int>> cancelled = upgradable.UpgradeAsync(source.Token);
        ValueTask<RwLockReadGuard<int>> behind = number.ReadAsync();
        Assert.False(behind.IsCompleted);
        Assert.Throws<ObjectDisposedException>(() => upgradable.Value);
        upgradable.Dispose();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);
        Assert.True(upgradable.IsHeld);
        // It kept out who came later, and does no longer.
        (await behind).Dispose();

        ValueTask<RwLockWriteGuard<int>> late = upgradable.TryUpgradeAsync(Deadline.After(TimeSpan.FromSeconds(1), clock));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await late).IsHeld);
        Assert.Equal(0, upgradable.Value);

        Assert.True(upgradable.UpgradeAsync(source.Token).IsCanceled);
        Assert.Throws<OperationCanceledException>(() => upgradable.Upgrade(source.Token));
        Assert.False(upgradable.TryUpgrade(TimeSpan.FromMilliseconds(2), out _));
        Assert.False((await upgradable.TryUpgradeAsync(TimeSpan.Zero)).IsHeld);
        var inVain = Deadline.After(TimeSpan.FromSeconds(1), new ClockWithoutTimers());
        await Assert.ThrowsAsync<NotSupportedException>(async () => await upgradable.TryUpgradeAsync(inVain));
        Assert.Throws<NotSupportedException>(() => upgradable.TryUpgrade(inVain, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => upgradable.TryUpgrade(TimeSpan.FromSeconds(-2), out _));
        Assert.True(upgradable.IsHeld);
        Assert.True(number.TryRead(out RwLockReadGuard<int> third));
        third.Dispose();

        reading.Dispose();
        upgradable.Upgrade().Dispose();
        Assert.True(number.TryWrite(out _));
    }

    [Fact]
    public async Task A_guard_is_exchanged_for_one_of_less()
    {
        var number = new RwLock<int>(0);
        RwLockWriteGuard<int> writing = number.Write();
        ValueTask<RwLockReadGuard<int>> waiting = number.ReadAsync();
        RwLockUpgradableReadGuard<int> upgradable = writing.DowngradeToUpgradable();
        Assert.False(writing.IsHeld);
        Assert.Throws<ObjectDisposedException>(() => writing.Downgrade());
        RwLockReadGuard<int> other = await waiting;
        Assert.False(number.TryUpgradableRead(out _));
        RwLockReadGuard<int> reading = upgradable.Downgrade();
        Assert.False(upgradable.IsHeld);
        Assert.True(number.TryUpgradableRead(out upgradable));
        upgradable.Dispose();
        Assert.False(number.TryWrite(out _));
        reading.Dispose();
        other.Dispose();

        Assert.True(number.TryWrite(out writing));
        reading = writing.Downgrade();
        Assert.True(number.TryRead(out other));
        Assert.False(number.TryWrite(out _));
        reading.Dispose();
        other.Dispose();
        writing.Dispose();
        Assert.True(number.TryWrite(out _));
    }

    [Fact]
    public async Task Who_waits_gives_up_in_time_and_who_is_cancelled_holds_nothing()
    {
        var number = new RwLock<int>(0);
        RwLockWriteGuard<int> writing = number.Write();
        TimeSpan moment = TimeSpan.FromMilliseconds(2);
        Assert.False(number.TryRead(TimeSpan.Zero, out _));
        Assert.False(number.TryRead(moment, out _));
        Assert.False(number.TryWrite(moment, out _));
        Assert.False(number.TryUpgradableRead(moment, out _));
        Assert.False((await number.TryReadAsync(moment)).IsHeld);
        Assert.False((await number.TryWriteAsync(moment)).IsHeld);
        Assert.False((await number.TryUpgradableReadAsync(moment)).IsHeld);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => number.TryRead(TimeSpan.FromSeconds(-2), out _)).ParamName);
        Assert.False(number.Core.HasWaiters);

        using var source = new CancellationTokenSource();
        TestThread thread = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => number.Read(source.Token)));
        ValueTask<RwLockWriteGuard<int>> task = number.WriteAsync(source.Token);
        source.Cancel();
        thread.Join();
        OperationCanceledException cancelled = await Assert.ThrowsAsync<OperationCanceledException>(async () => await task);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.Throws<OperationCanceledException>(() => number.Write(source.Token));
        Assert.Throws<OperationCanceledException>(() => number.UpgradableRead(source.Token));
        writing.Dispose();
        Assert.True(number.ReadAsync(source.Token).IsCanceled);
        Assert.True(number.TryWrite(out _));
    }
}
