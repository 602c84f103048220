using System.Collections.Concurrent;
using System.Diagnostics;
using Fearless.Tasks;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Tasks;

/// <summary>What those who trace see of tasks and scopes, and what is the current activity where.</summary>
public class TaskActivitiesTests
{
    private const string OwnName = "Fearless.Tests.Tasks";

    private static readonly ActivitySource Own = new(OwnName);

    [Fact]
    public void Named_tasks_and_scopes_are_activities_below_those_that_they_were_spawned_in()
    {
        using var trace = new Trace();
        Executor.BlockOn(static () => TaskScope.RunAsync(Serve));
        Assert.Equal(
            ["TaskScope Serve < root: Completed", "inner < outer: Completed", "outer < TaskScope Serve: Completed"],
            trace.Tree());
        Activity outer = trace.Named("outer");
        Assert.Equal(nameof(Outer), outer.GetTagItem("fearless.task.method"));
        Assert.Equal(ActivityStatusCode.Unset, outer.Status);
        Assert.True(outer.IsStopped && outer.Duration >= trace.Named("inner").Duration);

        static async Future Serve(TaskScope scope)
        {
            await Executor.Yield();
            _ = scope.Spawn(Outer(scope), "outer");
        }

        static async Future Outer(TaskScope scope)
        {
            await Executor.Yield();
            await scope.Spawn(Yield(2), "inner");
        }
    }

    [Fact]
    public void A_failure_is_an_error_and_a_cancellation_is_none()
    {
        using var trace = new Trace();
        Assert.Throws<IOException>(static () => Executor.BlockOn(static () => TaskScope.RunAsync(static async scope =>
        {
            _ = scope.Spawn(Sleep(), "sleeps");
            _ = scope.Spawn(SleepWithCleanup(), "cleans up");
            await Executor.Yield();
            _ = scope.Spawn(Fail(), "fails");
            _ = scope.Spawn(Sleep(), "never begins");
        })));
        Activity failed = trace.Named("fails");
        Assert.Equal(("Failed", ActivityStatusCode.Error, "no disk"), (Outcome(failed), failed.Status, failed.StatusDescription));
        Assert.Equal("exception", Assert.Single(failed.Events).Name);
        Assert.All(["sleeps", "cleans up", "never begins"], name =>
            Assert.Equal(("Cancelled", ActivityStatusCode.Unset), (Outcome(trace.Named(name)), trace.Named(name).Status)));
        Activity scope = Assert.Single(trace.Ended, static ended => ended.OperationName == nameof(TaskScope));
        Assert.Equal(("Failed", ActivityStatusCode.Error), (Outcome(scope), scope.Status));

        static async Future Fail()
        {
            await Executor.Yield();
            throw new IOException("no disk");
        }
    }

    [Fact]
    public void A_scope_that_is_cancelled_from_inside_or_outside_or_is_too_late_says_so()
    {
        using var trace = new Trace();
        Blocking.On(static async () =>
        {
            await FutureTests.Throws<OperationCanceledException>(static () => TaskScope.RunAsync(CancelItself));
            await FutureTests.Throws<TimeoutException>(static () => TaskScope.RunAsync(BeLate));
            await TaskScope.RunAsync(Outside);
        });
        Assert.Equal(
            [
                "TaskScope BeCancelled < held: Cancelled",
                "TaskScope BeLate < root: Failed",
                "TaskScope CancelItself < root: Cancelled",
                "TaskScope Outside < root: Completed",
                "held < TaskScope Outside: Cancelled",
            ],
            trace.Tree());

        static async Future CancelItself(TaskScope scope)
        {
            scope.Cancel();
            await Executor.Yield();
        }

        static async Future BeLate(TaskScope scope)
        {
            scope.CancelAfter(TimeSpan.Zero);
            await Sleep();
        }

        static async Future Outside(TaskScope scope)
        {
            // Its end is told by no exception.
            TaskHandle held = scope.Spawn(Hold(), "held");
            await Executor.Yield();
            await Executor.Yield();
            Assert.True(await held.CancelAsync());
        }

        static async Future Hold() => await TaskScope.RunAsync(BeCancelled);

        static async Future BeCancelled(TaskScope scope) => await Sleep();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_current_activity_is_each_task_s_own_whatever_it_waits_for(bool onPool)
    {
        using var trace = new Trace();
        using var pool = new WorkerPool(2);
        Executor.BlockOn(async () =>
        {
            await (onPool ? Run().RunOn(pool) : Run());
            Assert.Equal("root", Activity.Current?.OperationName);
        });
        Assert.Same(trace.Root, Activity.Current);

        Future Run() => TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < 4; task++)
                _ = scope.Spawn(Wait(task % 2 == 0 ? pool : null), $"task {task}");
            Assert.Equal(nameof(TaskScope), Activity.Current?.OperationName);
            await Executor.Yield();
        });

        static async Future Wait(WorkerPool? pool)
        {
            string name = Activity.Current!.OperationName;
            await Executor.Yield();
            Assert.Equal(name, Activity.Current?.OperationName);
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
            Assert.Equal(name, Activity.Current?.OperationName);
            await Task.Yield();
            Assert.Equal(name, Activity.Current?.OperationName);
            await Task.Delay(1);
            Assert.Equal(name, Activity.Current?.OperationName);
            await Ordinary(name);
            Assert.Equal(name, await Unblock.Run(static () => Activity.Current?.OperationName));
            Assert.Equal(name, await Seen().Shield());
            if (pool is not null)
                Assert.Equal(name, await Seen().RunOn(pool));
            await TaskScope.RunAsync(async scope => Assert.Equal(nameof(TaskScope), await scope.Spawn(Seen())));
            Assert.Equal(name, Activity.Current?.OperationName);
        }

        static async Task Ordinary(string name)
        {
            Assert.Equal(name, Activity.Current?.OperationName);
            await Executor.Yield();
            Assert.Equal(name, Activity.Current?.OperationName);
        }
    }

    [Fact]
    public void What_a_method_makes_current_lasts_over_its_waits_and_ends_with_it() => Blocking.On(static async () =>
    {
        using var trace = new Trace();
        using (Own.StartActivity("mine"))
        {
            await Yield(1);
            Assert.Equal("mine", Activity.Current?.OperationName);
            await Leave(waits: 0);
            Assert.Equal("mine", Activity.Current?.OperationName);
            await Leave(waits: 2);
            Assert.Equal("mine", Activity.Current?.OperationName);
            await FutureTests.Throws<IOException>(static () => LeaveAndFail());
            Assert.Equal("mine", Activity.Current?.OperationName);
            await SeeNone();
            Assert.Equal("mine", Activity.Current?.OperationName);
        }
        await Executor.Yield();
        Assert.Equal("root", Activity.Current?.OperationName);

        static async Future Leave(int waits)
        {
            Own.StartActivity("left");
            await Yield(waits);
            Assert.Equal("left", Activity.Current?.OperationName);
        }

        static async Future LeaveAndFail()
        {
            await Leave(waits: 1);
            Own.StartActivity("left");
            throw new IOException();
        }

        static async Future SeeNone()
        {
            Activity.Current = null;
            await Executor.Yield();
            Assert.Null(Activity.Current);
        }
    });

    [Fact]
    public void A_task_that_goes_on_below_an_activity_that_has_ended_is_in_what_that_was_a_part_of() => Blocking.On(static async () =>
    {
        using var trace = new Trace();
        Assert.Equal("outer", await TaskScope.RunAsync(static async scope =>
        {
            using Activity? outer = Own.StartActivity("outer");
            TaskHandle<string?> late;
            using (Own.StartActivity("ends"))
                late = scope.Spawn(Seen());
            return await late;
        }));
    });

    [Fact]
    public void The_activity_around_the_executor_may_end_before_it()
    {
        using var trace = new Trace();
        Blocking.On(async () =>
        {
            await Task.Run(trace.Root.Stop);
            await TaskScope.RunAsync(static async scope =>
            {
                Assert.Equal("named", await scope.Spawn(Seen(), "named"));
                Assert.Equal(nameof(TaskScope), Activity.Current?.OperationName);
            });
            await LeaveOne();
            Assert.Equal("root", Activity.Current?.OperationName);
            Assert.Equal("root", await Seen());
        });
    }

    private static async Future LeaveOne()
    {
        Own.StartActivity("left");
        await Executor.Yield();
    }

    [Fact]
    public void What_is_detached_is_an_activity_too()
    {
        using var trace = new Trace();
        Executor.BlockOn(static async () =>
        {
            Sleep().Detach("beats", static (_, _) => { });
            await Executor.Yield();
        });
        Assert.Equal(["beats < root: Cancelled"], trace.Tree());
    }

    [Fact]
    public void Whoever_suppresses_the_flow_of_the_context_has_no_activities() => Blocking.On(static async () =>
    {
        using var trace = new Trace();
        await TaskScope.RunAsync(static async scope =>
        {
            TaskHandle<string?> task;
            using (ExecutionContext.SuppressFlow())
                task = scope.Spawn(Seen(), "alone");
            Assert.NotEqual("alone", await task);
        });
        Assert.DoesNotContain(trace.Ended, static ended => ended.OperationName == "alone");
    });

    [Fact]
    public void Nothing_is_kept_of_what_has_ended() => Blocking.On(static async () =>
    {
        using var trace = new Trace();
        await TaskScope.RunAsync(static async scope =>
        {
            for (int task = 0; task < 10; task++)
            {
                TaskHandle handle = scope.Spawn(task % 2 == 0 ? SleepWithCleanup() : Sleep(), "task");
                TaskHandle other = scope.Spawn(Yield(task), "other");
                await Executor.Yield();
                if (task < 5)
                    handle.Cancel();
                await other;
            }
            scope.Cancel();
        }).AsResult();
        Assert.Equal(0, EventLoop.Current!.Activities!.Count);
    });

    private static string? Outcome(Activity activity) => (string?)activity.GetTagItem("fearless.task.outcome");

    private static async Future Yield(int times)
    {
        for (int time = 0; time < times; time++)
            await Executor.Yield();
    }

    private static async Future<string?> Seen()
    {
        await Executor.Yield();
        return Activity.Current?.OperationName;
    }

    private static async Future Sleep() => await Executor.Delay(Timeout.InfiniteTimeSpan);

    private static async Future SleepWithCleanup()
    {
        string? name = Activity.Current?.OperationName;
        try
        {
            await Sleep();
        }
        finally
        {
            Assert.Equal(name, Activity.Current?.OperationName);
        }
    }

    /// <summary>Listens, and is a root for what belongs to one test.</summary>
    private sealed class Trace : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly ConcurrentQueue<Activity> _ended = [];

        public Trace()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name is OwnName or "Fearless.Tasks",
                Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
            Root = Own.StartActivity("root")!;
        }

        public Activity Root { get; }

        public IEnumerable<Activity> Ended => _ended.Where(ended => ended.TraceId == Root.TraceId && ended != Root);

        public Activity Named(string name) => Assert.Single(Ended, ended => ended.OperationName == name);

        public IEnumerable<string> Tree() =>
            Ended.Select(static ended => $"{Name(ended)} < {Name(ended.Parent!)}: {Outcome(ended)}").Order(StringComparer.Ordinal);

        public void Dispose()
        {
            Root.Stop();
            _listener.Dispose();
        }

        private static string Name(Activity activity) =>
            activity.OperationName == activity.DisplayName ? activity.OperationName : $"{activity.OperationName} {activity.DisplayName}";
    }
}
