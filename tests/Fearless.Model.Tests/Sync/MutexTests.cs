using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

/// <summary>Under the model whoever loses one race for the lock starves, so that it goes from hand to hand in many executions.</summary>
public class MutexTests
{
    [Fact]
    public void Two_threads_take_turns_and_the_one_that_waits_is_woken() => ModelBudget.CheckAll(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            Model.Thread(() => Add(mutex), "other");
            Add(mutex);
            Model.JoinAll();
            Assert.Equal(2, mutex.Lock().Value.Number.Read());
        });

    [Fact]
    public void It_goes_by_hand_to_one_that_is_there_and_is_free_for_one_that_is_not() => Model.Check(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            Model.Thread(() => Add(mutex), "other");
            Add(mutex);
            Add(mutex);
            Model.JoinAll();
            Assert.Equal(3, mutex.Lock().Value.Number.Read());
            Assert.Equal(0, mutex.Core.StarvingCount);
        },
        ModelBudget.SearchingDeeper);

    [Fact]
    public void A_wait_that_was_cancelled_leaves_nothing_to_the_next_one() => Model.Check(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            using var source = new CancellationTokenSource();
            MutexGuard<Payload> held = mutex.Lock();
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(
                () =>
                {
                    held.Dispose();
                    Add(mutex);
                },
                "holder");
            ModelTaskLoop.Run(async () =>
            {
                try
                {
                    (await mutex.LockAsync(source.Token)).Dispose();
                }
                catch (OperationCanceledException)
                {
                }
                (await mutex.LockAsync()).Dispose();
            });
            Model.JoinAll();
            Assert.Equal(1, mutex.Lock().Value.Number.Read());
            Assert.Equal(0, mutex.Core.StarvingCount);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Three_threads_take_turns_and_nobody_is_forgotten() => Model.Check(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            Model.Thread(() => Add(mutex), "second");
            Model.Thread(() => Add(mutex), "third");
            Add(mutex);
            Add(mutex);
            Model.JoinAll();
            Assert.Equal(4, mutex.Lock().Value.Number.Read());
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_and_a_thread_take_turns() => Model.Check(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            Model.Thread(
                () =>
                {
                    Add(mutex);
                    Add(mutex);
                },
                "thread");
            ModelTaskLoop.Run(async () =>
            {
                for (int round = 0; round < 2; round++)
                {
                    using MutexGuard<Payload> guard = await mutex.LockAsync();
                    guard.Value.Number.Write(guard.Value.Number.Read() + 1);
                }
            });
            Model.JoinAll();
            Assert.Equal(4, mutex.Lock().Value.Number.Read());
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_that_is_cancelled_holds_it_or_leaves_it_to_others() => Model.Check(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            using var source = new CancellationTokenSource();
            MutexGuard<Payload> held = mutex.Lock();
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(held.Dispose, "holder");
            int added = 0;
            ModelTaskLoop.Run(async () =>
            {
                try
                {
                    using MutexGuard<Payload> guard = await mutex.LockAsync(source.Token);
                    added++;
                }
                catch (OperationCanceledException)
                {
                }
            });
            Model.JoinAll();
            Assert.InRange(added, 0, 1);
            Assert.False(mutex.IsHeld);
            Assert.False(mutex.Core.HasWaiters);
            mutex.Lock().Dispose();
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_thread_that_gives_up_leaves_it_to_the_next() => Model.Check(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            MutexGuard<Payload> held = mutex.Lock();
            Model.Thread(
                () =>
                {
                    if (mutex.TryLock(TimeSpan.FromSeconds(1), out MutexGuard<Payload> guard))
                        guard.Dispose();
                },
                "impatient");
            Model.Thread(() => Add(mutex), "patient");
            held.Dispose();
            Model.JoinAll();
            Assert.Equal(1, mutex.Lock().Value.Number.Read());
        },
        ModelBudget.Bounded);

    [Fact]
    public void Of_two_that_give_the_same_guard_back_one_does() => ModelBudget.CheckAll(
        static () =>
        {
            var mutex = new Mutex<Payload>(new Payload());
            MutexGuard<Payload> guard = mutex.Lock();
            Model.Thread(guard.Dispose, "other");
            guard.Dispose();
            using (MutexGuard<Payload> own = mutex.Lock())
            {
                guard.Dispose();
                own.Value.Number.Write(1);
                Assert.True(own.IsHeld);
                Assert.False(mutex.TryLock(out _));
            }
            Model.JoinAll();
            Assert.False(mutex.IsHeld);
        });

    private static void Add(Mutex<Payload> mutex)
    {
        using MutexGuard<Payload> guard = mutex.Lock();
        guard.Value.Number.Write(guard.Value.Number.Read() + 1);
    }

    private sealed class Payload
    {
        public Checked<int> Number;
    }
}
