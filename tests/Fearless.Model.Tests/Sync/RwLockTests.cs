using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class RwLockTests
{
    [Fact]
    public void A_reader_does_not_read_what_is_being_written() => ModelBudget.CheckAll(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            Model.Thread(() => Add(number), "writer");
            Read(number);
            Model.JoinAll();
            Assert.Equal(1, Read(number));
            AssertFree(number);
        });

    [Fact]
    public void Two_writers_take_turns_and_the_one_that_waits_is_woken() => ModelBudget.CheckAll(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            Model.Thread(() => Add(number), "other");
            Add(number);
            Model.JoinAll();
            Assert.Equal(2, Read(number));
            AssertFree(number);
        });

    [Fact]
    public void Nobody_writes_between_reading_and_upgrading() => Model.Check(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            Model.Thread(() => Add(number), "writer");
            Model.Thread(() => Read(number), "reader");
            AddByUpgrading(number);
            Model.JoinAll();
            Assert.Equal(2, Read(number));
            AssertFree(number);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Who_upgrades_goes_before_one_who_waits_to_write() => Model.Check(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            RwLockReadGuard<Payload> held = number.Read();
            RwLockUpgradableReadGuard<Payload> upgradable = number.UpgradableRead();
            Model.Thread(() => Add(number), "writer");
            Model.Thread(held.Dispose, "reader");
            using (RwLockWriteGuard<Payload> writing = upgradable.Upgrade())
            {
                Assert.Equal(0, writing.Value.Number.Read());
                writing.Value.Number.Write(1);
            }
            Model.JoinAll();
            Assert.Equal(2, Read(number));
            AssertFree(number);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Two_that_upgrade_take_turns() => Model.Check(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            Model.Thread(() => AddByUpgrading(number), "other");
            AddByUpgrading(number);
            Model.JoinAll();
            Assert.Equal(2, Read(number));
            AssertFree(number);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Nobody_writes_between_writing_and_reading_on() => Model.Check(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            Model.Thread(() => Add(number), "writer");
            Model.Thread(() => Read(number), "reader");
            RwLockWriteGuard<Payload> writing = number.Write();
            int before = writing.Value.Number.Read();
            writing.Value.Number.Write(before + 1);
            using (RwLockReadGuard<Payload> reading = writing.Downgrade())
                Assert.Equal(before + 1, reading.Value.Number.Read());
            Model.JoinAll();
            Assert.Equal(2, Read(number));
            AssertFree(number);
        },
        ModelBudget.Bounded);

    [Fact]
    public void When_a_writer_gives_up_the_readers_behind_it_go_on() => Model.Check(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            RwLockReadGuard<Payload> held = number.Read();
            Model.Thread(() => Assert.False(number.TryWrite(TimeSpan.FromSeconds(1), out _)), "writer");
            Model.Thread(() => Read(number), "reader");
            Read(number);
            Model.JoinAll();
            held.Dispose();
            AssertFree(number);
        },
        ModelBudget.Bounded);

    [Fact]
    public void An_upgrade_that_is_cancelled_leaves_what_was_held_and_the_way_to_others() => Model.Check(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            using var source = new CancellationTokenSource();
            RwLockReadGuard<Payload> held = number.Read();
            RwLockUpgradableReadGuard<Payload> upgradable = number.UpgradableRead();
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(
                () =>
                {
                    held.Dispose();
                    Read(number);
                },
                "reader");
            ModelTaskLoop.Run(async () =>
            {
                for (int round = 0; round < 2; round++)
                {
                    try
                    {
                        using RwLockWriteGuard<Payload> writing = await upgradable.UpgradeAsync(source.Token);
                        Assert.False(upgradable.IsHeld);
                        writing.Value.Number.Write(1);
                        return;
                    }
                    catch (OperationCanceledException)
                    {
                        Assert.True(upgradable.IsHeld);
                    }
                }
                upgradable.Dispose();
            });
            Model.JoinAll();
            AssertFree(number);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_whose_time_to_upgrade_is_over_reads_as_before() => Model.Check(
        static () =>
        {
            var number = new RwLock<Payload>(new Payload());
            RwLockReadGuard<Payload> held = number.Read();
            RwLockUpgradableReadGuard<Payload> upgradable = number.UpgradableRead();
            Model.Thread(ModelTimer.RingAll, "clock");
            Model.Thread(held.Dispose, "reader");
            ModelTaskLoop.Run(async () =>
            {
                using (RwLockWriteGuard<Payload> first = await upgradable.TryUpgradeAsync(TimeSpan.FromSeconds(1)))
                {
                    Assert.NotEqual(first.IsHeld, upgradable.IsHeld);
                    if (first.IsHeld)
                        return;
                }
                using RwLockWriteGuard<Payload> second = await upgradable.UpgradeAsync();
                second.Value.Number.Write(1);
            });
            Model.JoinAll();
            AssertFree(number);
        },
        ModelBudget.Bounded);

    private static int Read(RwLock<Payload> number)
    {
        using RwLockReadGuard<Payload> guard = number.Read();
        return guard.Value.Number.Read();
    }

    private static void Add(RwLock<Payload> number)
    {
        using RwLockWriteGuard<Payload> guard = number.Write();
        guard.Value.Number.Write(guard.Value.Number.Read() + 1);
    }

    private static void AddByUpgrading(RwLock<Payload> number)
    {
        using RwLockUpgradableReadGuard<Payload> reading = number.UpgradableRead();
        int before = reading.Value.Number.Read();
        using RwLockWriteGuard<Payload> writing = reading.Upgrade();
        Assert.Equal(before, writing.Value.Number.Read());
        writing.Value.Number.Write(before + 1);
    }

    private static void AssertFree(RwLock<Payload> number)
    {
        Assert.False(number.Core.HasWaiters);
        Assert.True(number.TryWrite(out RwLockWriteGuard<Payload> guard));
        guard.Dispose();
    }

    private sealed class Payload
    {
        public Checked<int> Number;
    }
}
