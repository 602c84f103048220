using Fearless.Benchmarks.Harness;
using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>Tasks on two workers: each runs where there is room.</summary>
internal sealed class TaskManyWorkload : IWorkload
{
    private const int Workers = 2;
    private const int Spawns = 200_000;
    private const int Batch = 1_000;
    private const int Yields = 1_000_000;
    private const int Yielders = 8;
    private const int Messages = 100_000;

    public string Name => "task-many";

    public string Description => "tasks on two workers: spawned and awaited one by one and by the thousand, yielding, passing messages";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        WorkerPool pool = arena.Pool(Workers);
        yield return Compare("spawn", "task", Spawns, SmallTasks.SumBelow(Spawns), pool, () => SpawnOften(pool), static () => SmallTasks.SumOnThePool(Spawns));
        yield return Compare("batch", "task", Spawns, SmallTasks.SumBelow(Spawns), pool, () => SpawnBatches(pool), SpawnBatchesOnThePool);
        yield return Compare("yield", "yield", Yields, Yields, pool, () => YieldTogether(pool), YieldTogetherOnThePool);
        yield return Compare("ping-pong", "message there and back", Messages, SmallTasks.SumBelow(Messages), pool, () => PassMessages(pool), PassMessagesOnThePool);

        Comparison Compare(
            string what, string unit, long operations, ulong expected, WorkerPool pool, Func<Future<ulong>> fearless, Func<Task<ulong>> tasks) =>
            new($"{Name}-{what}", Workers, unit, operations)
            {
                Expected = expected,
                Contenders =
                [
                    .. arena.Runtime(Runtimes.Tokio, count: 1, $"many-{what}/tokio"),
                    Arena.Outside(Runtimes.Fearless, count: 1, () => Executor.BlockOn(() => fearless().RunOn(pool))),
                    Arena.Outside(Runtimes.Pool, count: 1, () => Task.Run(tasks).GetAwaiter().GetResult()),
                ],
                Claims =
                [
                    new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Tokio, new Bar.AtMost(1)),
                    new Claim.Ratio(Runtimes.Fearless, Runtimes.Tokio, Bar: null),
                    new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Pool, Bar: null),
                ],
            };
    }

    private static Future<ulong> SpawnOften(WorkerPool pool) => TaskScope.RunAsync(async scope =>
    {
        ulong sum = 0;
        for (int value = 0; value < Spawns; value++)
            sum += (ulong)await scope.Spawn(SmallTasks.Value(value).RunOn(pool));
        return sum;
    });

    private static Future<ulong> SpawnBatches(WorkerPool pool) => TaskScope.RunAsync(async scope =>
    {
        ulong sum = 0;
        var tasks = new TaskHandle<int>[Batch];
        for (int first = 0; first < Spawns; first += Batch)
        {
            for (int task = 0; task < Batch; task++)
                tasks[task] = scope.Spawn(SmallTasks.Value(first + task).RunOn(pool));
            foreach (TaskHandle<int> task in tasks)
                sum += (ulong)await task;
        }
        return sum;
    });

    private static async Task<ulong> SpawnBatchesOnThePool()
    {
        ulong sum = 0;
        var tasks = new Task<int>[Batch];
        for (int first = 0; first < Spawns; first += Batch)
        {
            for (int task = 0; task < Batch; task++)
            {
                int copy = first + task;
                tasks[task] = Task.Run(() => copy);
            }
            foreach (Task<int> task in tasks)
                sum += (ulong)await task;
        }
        return sum;
    }

    private static Future<ulong> YieldTogether(WorkerPool pool) => TaskScope.RunAsync(async scope =>
    {
        for (int yielder = 0; yielder < Yielders; yielder++)
            _ = scope.Spawn(YieldOften().RunOn(pool));
        await Executor.Yield();
        return (ulong)Yields;

        static async Future YieldOften()
        {
            for (int time = 0; time < Yields / Yielders; time++)
                await Executor.Yield();
        }
    });

    private static async Task<ulong> YieldTogetherOnThePool()
    {
        await Task.WhenAll(Enumerable.Range(0, Yielders).Select(static _ => Task.Run(YieldOften)));
        return Yields;

        static async Task YieldOften()
        {
            for (int time = 0; time < Yields / Yielders; time++)
                await Task.Yield();
        }
    }

    private static Future<ulong> PassMessages(WorkerPool pool)
    {
        (Sender<int> requests, Receiver<int> asked) = Channel.Bounded<int>(1);
        (Sender<int> answers, Receiver<int> answered) = Channel.Bounded<int>(1);
        return TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Serve(asked, answers).RunOn(pool));
            return await Ask(requests, answered).RunOn(pool);
        });

        static async Future Serve(Receiver<int> asked, Sender<int> answers)
        {
            using (asked)
            using (answers)
            {
                await foreach (int request in asked)
                    await answers.SendAsync(request);
            }
        }

        static async Future<ulong> Ask(Sender<int> requests, Receiver<int> answered)
        {
            using (requests)
            using (answered)
            {
                ulong sum = 0;
                for (int message = 0; message < Messages; message++)
                {
                    await requests.SendAsync(message);
                    sum += (ulong)await answered.ReceiveAsync();
                }
                return sum;
            }
        }
    }

    private static async Task<ulong> PassMessagesOnThePool()
    {
        var requests = System.Threading.Channels.Channel.CreateBounded<int>(1);
        var answers = System.Threading.Channels.Channel.CreateBounded<int>(1);
        Task server = Task.Run(async () =>
        {
            await foreach (int request in requests.Reader.ReadAllAsync())
                await answers.Writer.WriteAsync(request);
        });
        ulong sum = 0;
        for (int message = 0; message < Messages; message++)
        {
            await requests.Writer.WriteAsync(message);
            sum += (ulong)await answers.Reader.ReadAsync();
        }
        requests.Writer.Complete();
        await server;
        return sum;
    }
}
