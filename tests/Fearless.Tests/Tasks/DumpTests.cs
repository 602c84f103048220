using System.Net;
using Fearless.Channels;
using Fearless.Tasks;

namespace Fearless.Tests.Tasks;

public class DumpTests
{
    [Fact]
    public void The_tree_tells_of_each_task_what_it_does_and_where()
    {
        string text = "";
        Blocking.On(
            () => Main(() => text = Executor.Dump().ToString()),
            new JumpingClock());
        Assert.Equal(
            """
            Main, awaits a scope: Main > RunScope
              <Body>, runs: <Body> > Ask
              'sleeper', 3600 s, sleeps: Sleep > SleepDeeply
              'nested', 3600 s, awaits a scope: RunScope
                <Body>, awaits a task 'sleeper': <Body>
                Sleep, sleeps: Sleep > SleepDeeply
              Receive, waits: Receive
              'new', 0 s, is ready: Sleep
              Sleep, cancelled, is ready: Sleep
            'background', 3600 s, detached, sleeps: Sleep > SleepDeeply

            """.Replace("<Body>", nameof(The_tree_tells_of_each_task_what_it_does_and_where), StringComparison.Ordinal),
            text,
            ignoreLineEndingDifferences: true);

        static async Future Main(Action ask) => await TaskScope.RunAsync(async scope =>
        {
            var (sender, receiver) = Channel.Unbounded<int>();
            TaskHandle sleeper = scope.Spawn(Sleep(), "sleeper");
            _ = scope.Spawn(
                TaskScope.RunAsync(async inner =>
                {
                    _ = inner.Spawn(Sleep());
                    await sleeper;
                }),
                "nested");
            _ = scope.Spawn(Receive(receiver));
            Sleep().Detach("background", static (_, _) => { });
            await Executor.Delay(TimeSpan.FromHours(1));
            _ = scope.Spawn(Sleep(), "new");
            scope.Spawn(Sleep()).Cancel();
            await Ask(ask);
            sender.Send(1);
            scope.Cancel();
        });

        static async Future Ask(Action ask)
        {
            ask();
            await Executor.Yield();
        }

        static async Future Receive(Receiver<int> receiver) => await receiver.ReceiveAsync();
    }

    [Fact]
    public void Circles_can_be_seen() => Blocking.On(static () => TaskScope.RunAsync(static async scope =>
    {
        TaskHandle one = default, other = default;
        one = scope.Spawn(WaitForOther(), "one");
        other = scope.Spawn(WaitForOne(), "other");
        await Executor.Yield();
        IReadOnlyList<TaskInfo> tasks = Executor.Dump().Tasks;
        TaskInfo[] circle = [.. tasks.Where(static task => task.Name is not null)];
        Assert.Equal(["one", "other"], circle.Select(static task => task.Name));
        Assert.Same(circle[1], circle[0].Awaits);
        Assert.Same(circle[0], circle[1].Awaits);
        Assert.All(circle, static task => Assert.Equal((TaskActivity.AwaitingTask, 1), (task.Activity, task.Depth)));
        Assert.All(circle, task => Assert.Same(tasks[0], task.Parent));
        scope.Cancel();

        async Future WaitForOther() => await other;

        async Future WaitForOne() => await one;
    }));

    [Fact]
    public void Shields_sets_and_pools_are_told_apart() => Blocking.On(static async () =>
    {
        ExecutorDump? inner = null;
        await TaskScope.RunAsync(async scope =>
        {
            var set = new JoinSet<int>(scope);
            var done = new TaskCompletionSource();
            _ = set.Spawn(Value(done.Task));
            _ = scope.Spawn(Shielding(done.Task), "shield");
            _ = scope.Spawn(Next(set), "set");
            _ = scope.Spawn(Pooled(done.Task).RunOn(WorkerPool.Default), "pool");
            for (int turn = 0; turn < 5; turn++)
                await Executor.Yield();
            IReadOnlyList<TaskInfo> tasks = Executor.Dump().Tasks;
            TaskInfo shield = Find("shield");
            Assert.Equal((TaskActivity.AwaitingTask, TaskActivity.Waiting), (shield.Activity, shield.Awaits!.Activity));
            Assert.Same(shield, shield.Awaits.Parent);
            Assert.Equal([nameof(Value)], shield.Awaits.Calls);
            Assert.Equal(TaskActivity.AwaitingTask, Find("set").Activity);
            Assert.Equal(TaskActivity.AwaitingPool, Find("pool").Activity);
            Assert.Equal(["RunOn"], Find("pool").Calls);
            done.SetResult();

            TaskInfo Find(string name) => tasks.Single(task => task.Name == name);
        });
        Assert.Equal([nameof(Pooled)], Assert.Single(inner!.Tasks).Calls);

        static async Future<int> Value(Task task)
        {
            await task;
            return 1;
        }

        static async Future Shielding(Task task) => await Value(task).Shield();

        static async Future Next(JoinSet<int> set) => await await set.NextAsync();

        async Future Pooled(Task task)
        {
            inner = Executor.Dump();
            await task;
        }
    });

    [Fact]
    public void Who_waits_for_a_socket_is_told_so()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Blocking.On(static () => TaskScope.RunAsync(static async scope =>
        {
            using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
            _ = scope.Spawn(Accept(listener), "accept");
            await Executor.Yield();
            await Executor.Yield();
            Assert.Equal(TaskActivity.AwaitingSocket, Executor.Dump().Tasks.Single(static task => task.Name == "accept").Activity);
            scope.Cancel();
        }));

        static async Future Accept(AsyncSocket listener) => (await listener.AcceptAsync()).Dispose();
    }

    [Fact]
    public void Ten_thousand_scopes_within_each_other_and_as_many_calls_are_dumped()
    {
        ExecutorDump? dump = null;
        Blocking.On(static async () => await Nest(10_000));
        Blocking.On(() => Open(10_000));
        Assert.Equal(10_001, dump!.Tasks.Count);
        Assert.Equal(10_000, dump.Tasks[^1].Depth);
        Assert.Contains("runs", dump.ToString(), StringComparison.Ordinal);

        static async Future Nest(int depth)
        {
            if (depth > 0)
            {
                await Nest(depth - 1);
                return;
            }
            TaskInfo task = Assert.Single(Executor.Dump().Tasks);
            Assert.Equal(nameof(Nest), task.Calls[^1]);
            Assert.Contains("...", task.Calls);
            Assert.InRange(task.Calls.Count, 10, 100);
        }

        async Future Open(int depth)
        {
            if (depth == 0)
                dump = Executor.Dump();
            else
                await TaskScope.RunAsync(_ => Open(depth - 1));
        }
    }

    [Fact]
    public void Whoever_has_been_woken_is_ready() => Blocking.On(static () => TaskScope.RunAsync(static async scope =>
    {
        TaskHandle quick = scope.Spawn(End());
        TaskHandle waiter = scope.Spawn(Wait(quick), "waiter");
        TaskHandle asker = scope.Spawn(Ask());
        await asker;

        static async Future End() => await Executor.Yield();

        static async Future Wait(TaskHandle task) => await task;

        // Has its second turn between the end of the one and that of who waits for it.
        static async Future Ask()
        {
            await Executor.Yield();
            Assert.Equal(TaskActivity.Ready, Executor.Dump().Tasks.Single(static task => task.Name == "waiter").Activity);
        }
    }));

    [Fact]
    public void A_name_is_forgotten_with_its_task() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(static async scope =>
        {
            TaskHandle<int> value = scope.Spawn(Value(), "value");
            TaskHandle sleeper = scope.Spawn(Sleep(), "sleeper");
            Assert.Equal(1, await value);
            Assert.True(await sleeper.CancelAsync());
        });
        Assert.Equal(0, EventLoop.Required.Names!.Count);

        static async Future<int> Value()
        {
            await Executor.Yield();
            return 1;
        }
    });

    [Theory]
    [InlineData("<Fetch>d__3", "Fetch")]
    [InlineData("<Fetch>d__3`1", "Fetch")]
    [InlineData("<<Main>g__Fetch|0_1>d", "Fetch")]
    [InlineData("<<Main>b__0_0>d", "Main")]
    [InlineData("Plain", "Plain")]
    public void The_compilers_names_are_read(string name, string method) => Assert.Equal(method, MethodNames.Of(name));

    [Fact]
    public void What_is_wrong_is_refused() => Blocking.On(static () => TaskScope.RunAsync(static async scope =>
    {
        Future future = Sleep();
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => scope.Spawn(future, null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => scope.Spawn(future, "")).ParamName);
        Assert.Throws<InvalidOperationException>(() => scope.Spawn(default(Future<int>), "name"));
        ThreadScope.Run(static threads => threads.Spawn(static () => { Assert.Throws<InvalidOperationException>(static () => Executor.Dump()); }).Join());
        // It was not touched.
        Assert.True(await scope.Spawn(future, "name").CancelAsync());
    }));

    private static async Future Sleep() => await SleepDeeply();

    private static async Future SleepDeeply() => await Executor.Delay(Timeout.InfiniteTimeSpan);
}
