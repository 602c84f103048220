using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class ShardedLockTests
{
    [Fact]
    public void A_reader_and_a_writer_never_hold_it_at_once() => ModelBudget.CheckAll(
        static () =>
        {
            var value = new ShardedLock<Payload>(new Payload());
            Model.Thread(
                () =>
                {
                    using ShardedWriteGuard<Payload> guard = value.Write();
                    guard.Value.Number.Write(1);
                },
                "writer");
            using (ShardedReadGuard<Payload> guard = value.Read())
                Assert.InRange(guard.Value.Number.Read(), 0, 1);
            Model.JoinAll();
            Assert.Equal(0, value.ReaderCount);
        });

    [Fact]
    public void Two_writers_take_turns_and_both_are_woken() => ModelBudget.CheckAll(
        static () =>
        {
            var value = new ShardedLock<Payload>(new Payload());
            Model.Thread(() => Add(value), "writer 1");
            Add(value);
            Model.JoinAll();
            using ShardedReadGuard<Payload> guard = value.Read();
            Assert.Equal(2, guard.Value.Number.Read());
        });

    [Fact]
    public void A_writer_that_waits_is_woken_by_the_last_of_two_readers() => Model.Check(
        static () =>
        {
            var value = new ShardedLock<Payload>(new Payload());
            for (int reader = 0; reader < 2; reader++)
            {
                Model.Thread(
                    () =>
                    {
                        using ShardedReadGuard<Payload> guard = value.Read();
                        guard.Value.Number.Read();
                    },
                    $"reader {reader}");
            }
            Add(value);
            Model.JoinAll();
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_writer_that_gives_up_keeps_nobody_out() => ModelBudget.CheckAll(
        static () =>
        {
            var value = new ShardedLock<Payload>(new Payload());
            Model.Thread(
                () =>
                {
                    if (value.TryWrite(TimeSpan.FromSeconds(1), out ShardedWriteGuard<Payload> guard))
                        guard.Dispose();
                },
                "writer");
            value.Read().Dispose();
            value.Read().Dispose();
            Model.JoinAll();
            Assert.Equal(0, value.ReaderCount);
        });

    [Fact]
    public void An_attempt_that_does_not_wait_has_it_alone_or_not_at_all() => ModelBudget.CheckAll(static () =>
    {
        var value = new ShardedLock<Payload>(new Payload());
        Model.Thread(() => TryAdd(value), "writer");
        Model.Thread(
            () =>
            {
                if (!value.TryRead(out ShardedReadGuard<Payload> guard))
                    return;
                guard.Value.Number.Read();
                guard.Dispose();
            },
            "reader");
        TryAdd(value);
        Model.JoinAll();
        Assert.Equal(0, value.ReaderCount);
        Assert.True(value.TryWrite(out ShardedWriteGuard<Payload> last));
        Assert.False(value.TryRead(out _));
        last.Dispose();
    });

    [Fact]
    public void What_a_failed_write_left_behind_is_seen_by_nobody_until_it_is_repaired() => Model.Check(static () =>
    {
        var value = new ShardedLock<Payload>(new Payload());
        Model.Thread(
            () =>
            {
                try
                {
                    using ShardedReadGuard<Payload> guard = value.Read();
                    Assert.NotEqual(1, guard.Value.Number.Read());
                }
                catch (LockPoisonedException)
                {
                }
            },
            "reader");
        Assert.Throws<FormatException>(() => value.Write(static (ref payload) =>
        {
            payload.Number.Write(1);
            throw new FormatException();
        }));
        Assert.True(value.IsPoisoned);
        Assert.Throws<LockPoisonedException>(() => value.Write().Dispose());
        value.ClearPoison(static (ref payload) => payload.Number.Write(2));
        Model.JoinAll();
        Assert.False(value.IsPoisoned);
        Assert.Equal(0, value.ReaderCount);
    }, ModelBudget.Bounded);

    private static void TryAdd(ShardedLock<Payload> value)
    {
        if (!value.TryWrite(out ShardedWriteGuard<Payload> guard))
            return;
        guard.Value.Number.Write(guard.Value.Number.Read() + 1);
        guard.Dispose();
    }

    private static void Add(ShardedLock<Payload> value)
    {
        using ShardedWriteGuard<Payload> guard = value.Write();
        guard.Value.Number.Write(guard.Value.Number.Read() + 1);
    }

    private sealed class Payload
    {
        public Checked<int> Number;
    }
}
