using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

/// <summary>Runs the body of a test with a deadline, on a thread of its own, so that a hang is a failure with the pools' state in its message.</summary>
internal static class PoolTest
{
    /// <summary>What takes longer hangs; no claim about speed, since a busy machine can be ten times slower than an idle one.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<WorkerPool, byte> Live = new();

    /// <summary>Runs <paramref name="body"/> with a pool of <paramref name="size"/> workers, disposes it, and sees that its threads are gone.</summary>
    public static void Run(int size, Action<WorkerPool> body) => Run(new WorkerPoolOptions { Size = size }, body);

    /// <summary>Runs <paramref name="body"/> with a pool, disposes it, and sees that its threads are gone.</summary>
    public static void Run(WorkerPoolOptions options, Action<WorkerPool> body) => Guard(() =>
    {
        var threads = new ConcurrentBag<Thread>();
        Action<int>? start = options.OnWorkerStart;
        WorkerPool pool = Track(new WorkerPool(options with
        {
            OnWorkerStart = index =>
            {
                threads.Add(Thread.CurrentThread);
                start?.Invoke(index);
            },
        }));
        body(pool);
        pool.Dispose();
        Live.TryRemove(pool, out _);
        if (options.StartThread is null)
            Assert.DoesNotContain(threads, static thread => thread.IsAlive);
    });

    /// <summary>Adds <paramref name="pool"/> to what is described when a test hangs.</summary>
    public static WorkerPool Track(WorkerPool pool)
    {
        Live[pool] = 0;
        return pool;
    }

    /// <summary>Runs <paramref name="body"/> on a thread of its own, and fails if it takes longer than <see cref="Limit"/>.</summary>
    public static void Guard(Action body, int stackSize = 0)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    body();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            stackSize)
        {
            IsBackground = true,
            Name = "test",
        };
        thread.Start();
        var time = new RunningTime();
        while (!thread.Join(RunningTime.Step))
        {
            if (time.IsOver(Limit))
                Assert.Fail("The test hangs. " + Describe());
        }
        failure?.Throw();
    }

    /// <summary>Waits until <paramref name="condition"/> holds; for what has no event.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        var time = new RunningTime();
        while (!condition())
        {
            if (time.IsOver(Limit / 2))
                throw new TimeoutException($"Waited in vain until {what}. {Describe()}");
            Thread.Yield();
        }
    }

    /// <summary>Blocks until <paramref name="signal"/> is set, without telling the pool.</summary>
    public static void Await(ManualResetEventSlim signal, string what)
    {
        var time = new RunningTime();
        while (!signal.Wait(RunningTime.Step))
        {
            if (time.IsOver(Limit / 2))
                throw new TimeoutException($"Waited in vain until {what}. {Describe()}");
        }
    }

    /// <summary>Lets idle workers take forks of this one until <paramref name="signal"/> is set.</summary>
    public static void PollUntil(ForkContext context, ManualResetEventSlim signal)
    {
        var time = new RunningTime();
        while (!signal.IsSet)
        {
            context.Poll();
            if (time.IsOver(Limit / 2))
                throw new TimeoutException($"Nobody took the fork. {Describe()}");
            Thread.Yield();
        }
    }

    /// <summary>Waits until every worker of the pool sleeps.</summary>
    public static void UntilIdle(WorkerPool pool) =>
        Until(() => pool.Scheduler.Idle.Searching == 0 && pool.Scheduler.Idle.Sleeping == pool.Size, "all workers sleep");

    /// <summary>Collects garbage until <paramref name="condition"/> holds.</summary>
    public static void UntilCollected(Func<bool> condition, string what) => Until(
        () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return condition();
        },
        what);

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (WorkerPool pool in Live.Keys)
        {
            object? operations = Field(pool, "_operations");
            if (Field(operations, "_outstanding") is 0)
                continue;
            text.AppendLine().Append("Pool of ").Append(pool.Size).Append(": searching ").Append(pool.Scheduler.Idle.Searching).Append(", sleeping ").Append(pool.Scheduler.Idle.Sleeping)
                .Append(", visible work ").Append(pool.Scheduler.HasVisibleWork);
            foreach (string field in new[] { "_outstanding", "_closed" })
                text.Append(", ").Append(field).Append(' ').Append(Field(operations, field));
            foreach (string field in new[] { "_blocked", "_activeSpares" })
                text.Append(", ").Append(field).Append(' ').Append(Field(pool.Scheduler, field));
            foreach (Worker worker in pool.Scheduler.Workers)
            {
                text.AppendLine().Append("  worker ").Append(worker.Index).Append(": forks ").Append(worker.Forks.Depth).Append(", published ").Append(worker.Forks.PublishedDepth)
                    .Append(", visible ").Append(worker.Jobs.AreVisible).Append(", asked ").Append(worker.PublishWanted).Append(", ended ").Append(worker.Ended.IsSet)
                    .Append(", ").Append(worker.Sleeper.State);
            }
        }
        return text.ToString();
    }

    private static object? Field(object? owner, string name)
    {
        object? value = owner?.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(owner);
        return value?.GetType().GetField("_value", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(value) ?? value;
    }
}
