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
