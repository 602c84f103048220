using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class SemaphoreTests
{
    [Fact]
    public void One_permit_is_held_by_one_of_two_threads_and_the_other_is_woken() => ModelBudget.CheckAll(
        static () =>
        {
            var semaphore = new CountingSemaphore(1);
            var number = new Payload();
            Model.Thread(() => Add(semaphore, number, 1), "other");
            Add(semaphore, number, 1);
            Model.JoinAll();
            Assert.Equal(2, number.Value.Read());
            AssertAllFree(semaphore, 1);
        });

    [Fact]
    public void What_is_added_is_not_missed_by_one_that_begins_to_wait() => ModelBudget.CheckAll(
        static () =>
        {
            var semaphore = new CountingSemaphore(0);
            Model.Thread(() => semaphore.AddPermits(), "adder");
            semaphore.Acquire().Dispose();
            Model.JoinAll();
            AssertAllFree(semaphore, 1);
        });

    [Fact]
    public void Permits_that_are_added_and_given_back_at_once_are_all_counted() => ModelBudget.CheckAll(
        static () =>
        {
            var semaphore = new CountingSemaphore(1);
            SemaphorePermit permit = semaphore.Acquire();
            Model.Thread(() => semaphore.AddPermits(2), "adder");
            Model.Thread(permit.Dispose, "copy");
            permit.Dispose();
            Model.JoinAll();
            AssertAllFree(semaphore, 3);
        });

    [Fact]
    public void Who_asks_for_all_and_those_who_ask_for_one_take_turns() => Model.Check(
        static () =>
        {
            var semaphore = new CountingSemaphore(2);
            var number = new Payload();
            Model.Thread(
                () =>
                {
                    semaphore.Acquire().Dispose();
                    semaphore.Acquire().Dispose();
                },
                "one");
            Model.Thread(() => Add(semaphore, number, 2), "all");
            Add(semaphore, number, 2);
            Model.JoinAll();
            Assert.Equal(2, number.Value.Read());
            AssertAllFree(semaphore, 2);
        },
        ModelBudget.Bounded);

    [Fact]
    public void The_next_goes_on_though_nothing_is_given_back() => Model.Check(
        static () =>
        {
            var semaphore = new CountingSemaphore(2);
            SemaphorePermit held = semaphore.Acquire();
            Model.Thread(() => Assert.False(semaphore.TryAcquire(2, TimeSpan.FromSeconds(1), out _)), "impatient");
            semaphore.Acquire().Dispose();
            Model.JoinAll();
            held.Dispose();
            AssertAllFree(semaphore, 2);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_that_is_cancelled_holds_its_permits_or_leaves_them() => Model.Check(
        static () =>
        {
            var semaphore = new CountingSemaphore(1);
            using var source = new CancellationTokenSource();
            SemaphorePermit held = semaphore.Acquire();
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(held.Dispose, "holder");
            int served = 0;
            ModelTaskLoop.Run(async () =>
            {
                for (int round = 0; round < 2; round++)
                {
                    try
                    {
                        using SemaphorePermit permit = await semaphore.AcquireAsync(1, round == 0 ? source.Token : default);
                        served++;
                    }
                    catch (OperationCanceledException)
                    {
                    }
                }
            });
            Model.JoinAll();
            Assert.InRange(served, 1, 2);
            AssertAllFree(semaphore, 1);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_whose_time_is_over_holds_its_permits_or_leaves_them() => Model.Check(
        static () =>
        {
            var semaphore = new CountingSemaphore(1);
            SemaphorePermit held = semaphore.Acquire();
            Model.Thread(ModelTimer.RingAll, "clock");
            Model.Thread(held.Dispose, "holder");
            ModelTaskLoop.Run(async () =>
            {
                (await semaphore.TryAcquireAsync(1, TimeSpan.FromSeconds(1))).Dispose();
                (await semaphore.AcquireAsync()).Dispose();
            });
            Model.JoinAll();
            AssertAllFree(semaphore, 1);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_and_a_thread_take_turns() => Model.Check(
        static () =>
        {
            var semaphore = new CountingSemaphore(1);
            var number = new Payload();
            Model.Thread(
                () =>
                {
                    Add(semaphore, number, 1);
                    Add(semaphore, number, 1);
                },
                "thread");
            ModelTaskLoop.Run(async () =>
            {
                for (int round = 0; round < 2; round++)
                {
                    using SemaphorePermit permit = await semaphore.AcquireAsync();
                    number.Value.Write(number.Value.Read() + 1);
                }
            });
            Model.JoinAll();
            Assert.Equal(4, number.Value.Read());
            AssertAllFree(semaphore, 1);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Leases_of_several_at_the_same_time_are_told_apart() => Model.Check(
        static () =>
        {
            var leases = new LeasePool();
            BeginAndEndTwo(leases);
            Model.Thread(
                () =>
                {
                    BeginAndEndTwo(leases);
                    BeginAndEndTwo(leases);
                },
                "other");
            BeginAndEndTwo(leases);
            BeginAndEndTwo(leases);
            Model.JoinAll();
        },
        ModelBudget.Bounded);

    private static void BeginAndEndTwo(LeasePool leases)
    {
        Lease first = leases.Begin();
        Lease second = leases.Begin();
        Assert.True(first.IsCurrent);
        Assert.True(leases.TryEnd(first));
        Assert.False(leases.TryEnd(first));
        Assert.True(leases.TryEnd(second));
    }

    private static void Add(CountingSemaphore semaphore, Payload number, int count)
    {
        using SemaphorePermit permit = semaphore.Acquire(count);
        number.Value.Write(number.Value.Read() + 1);
    }

    private static void AssertAllFree(CountingSemaphore semaphore, int count)
    {
        Assert.False(semaphore.Core.HasWaiters);
        Assert.Equal(count, semaphore.AvailableCount);
        Assert.Equal(count, semaphore.Core.TotalCount);
    }

    private sealed class Payload
    {
        public Checked<int> Value;
    }
}
