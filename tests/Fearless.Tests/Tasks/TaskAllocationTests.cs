using System.Diagnostics;
using System.Net;
using Fearless.Channels;
using Fearless.Tasks;
using Fearless.Tests.Parallel;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

/// <summary>Bytes that tasks allocate. No other test runs at the same time: the compiler has its last version of a method only when new methods
/// have ceased to come.</summary>
[Collection(nameof(Alone))]
public class TaskAllocationTests
{
    [Fact]
    public void Yielding_allocates_nothing()
    {
        Comes(most: 0, static () => Yield(0), static () => Yield(1_000));
        static async Future Yield(int times)
        {
            for (int time = 0; time < times; time++)
                await Executor.Yield();
        }
    }

    [Fact]
    public void Sleeping_allocates_nothing()
    {
        Comes(most: 0, static () => Sleep(1), static () => Sleep(1_000));
        static async Future Sleep(int times)
        {
            for (int time = 0; time < times; time++)
                await Executor.Delay(TimeSpan.Zero);
        }
    }

    [Fact]
    public void Spawning_and_awaiting_allocates_one_object_of_96_bytes_at_most()
    {
        Comes(most: 96_000, static () => Spawn(0), static () => Spawn(1_000));
        Comes(most: 96_000, static () => SpawnNamed(0), static () => SpawnNamed(1_000));

        static Future Spawn(int times) => TaskScope.RunAsync(async scope =>
        {
            for (int time = 0; time < times; time++)
                await scope.Spawn(One());
        });

        static Future SpawnNamed(int times) => TaskScope.RunAsync(async scope =>
        {
            // The table is there.
            await scope.Spawn(One(), "one");
            for (int time = 0; time < times; time++)
                await scope.Spawn(One(), "one");
        });

        static async Future<int> One()
        {
            await Executor.Yield();
            return 1;
        }
    }

    [Fact]
    public void Where_others_have_task_locals_tasks_without_pay_nothing_and_those_that_inherit_one_object_like_all()
    {
        var local = new TaskLocal<int>();
        Comes(most: 96_000, () => Spawn(0), () => Spawn(1_000));
        Comes(most: 96_000, () => local.With(1, Spawn(0)), () => local.With(1, Spawn(1_000)));
        Comes(most: 0, () => local.With(1, Look(0)), () => local.With(1, Look(1_000)));

        Future Spawn(int times) => TaskScope.RunAsync(async scope =>
        {
            // Others, for the first of the two.
            TaskHandle other = scope.Spawn(local.With(2, Sleep()));
            await Executor.Yield();
            for (int time = 0; time < times; time++)
                await scope.Spawn(One());
            await other.CancelAsync();
        });

        async Future Look(int times)
        {
            int seen = 0;
            for (int time = 0; time < times; time++)
            {
                await Executor.Yield();
                seen += local.Value;
            }
            if (seen != times)
                throw new InvalidOperationException();
        }

        static async Future Sleep() => await Executor.Delay(Timeout.InfiniteTimeSpan);

        static async Future<int> One()
        {
            await Executor.Yield();
            return 1;
        }
    }

    [Fact]
    public void Tasks_pay_nothing_for_traces_when_nobody_listens_any_more()
    {
        Comes(most: 0, static () => Yield(0), static () => Yield(1_000));
        Comes(most: 96_000, static () => Spawn(0), static () => Spawn(1_000));

        static async Future Yield(int times)
        {
            await BeTraced();
            for (int time = 0; time < times; time++)
                await Executor.Yield();
        }

        static async Future Spawn(int times)
        {
            await BeTraced();
            await TaskScope.RunAsync(async scope =>
            {
                await scope.Spawn(One(), "one");
                for (int time = 0; time < times; time++)
                    await scope.Spawn(One(), "one");
            });
        }

        static async Future BeTraced()
        {
            using var listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == "Fearless.Tasks",
                Sample = static (ref _) => ActivitySamplingResult.AllData,
            };
            ActivitySource.AddActivityListener(listener);
            await TaskScope.RunAsync(static async scope => await scope.Spawn(One(), "traced"));
            Assert.NotNull(EventLoop.Current!.Activities);
        }

        static async Future<int> One()
        {
            await Executor.Yield();
            return 1;
        }
    }

    [Fact]
    public void A_loop_of_awaits_of_tasks_allocates_no_delegate_for_each()
    {
        Comes(most: 63_000, static () => Wait(1), static () => Wait(1_000));
        static async Future Wait(int times)
        {
            for (int time = 0; time < times; time++)
                await Task.Yield();
        }
    }

    [Fact]
    public void Batches_and_selections_that_wait_for_another_task_allocate_nothing()
    {
        Comes(most: 0, static () => Exchange(10), static () => Exchange(1_000));
        static async Future Exchange(int times)
        {
            var (ask, asked) = Channel.Bounded<int>(1);
            var (answer, answered) = Channel.Bounded<int>(1);
            await Future.Settle(Ask(ask, answered, times), Answer(asked, answer, times));
        }

        static async Future<int> Ask(Sender<int> ask, Receiver<int> answered, int times)
        {
            int[] batch = new int[1];
            for (int time = 0; time < times; time++)
            {
                await ask.SendAsync(time);
                await answered.ReceiveManyAsync(batch);
            }
            return 0;
        }

        static async Future<int> Answer(Receiver<int> asked, Sender<int> answer, int times)
        {
            Receiver<int>[] any = [asked];
            for (int time = 0; time < times; time++)
            {
                await Select.ReceiveAnyAsync<int>(any);
                await answer.SendAsync(time);
            }
            return 0;
        }
    }

    [Fact]
    public void Transfers_by_sockets_allocate_nothing() => Comes(most: 0, static () => Exchange(1), static () => Exchange(100));

    [Fact]
    public void Transfers_by_sockets_on_a_pool_allocate_nothing()
    {
        // One worker, so that all is counted on one thread.
        using var pool = new WorkerPool(1);
        Comes(most: 0, static () => Exchange(1), static () => Exchange(100), measured => measured.RunOn(pool));
    }

    [Fact]
    public void Transfers_by_streams_over_sockets_allocate_nothing_for_each()
    {
        // Whoever waits for the first time makes a delegate, and a place in the token; an object for each transfer would be 4,800 bytes.
        Comes(most: 1_000, static () => ExchangeByStreams(1), static () => ExchangeByStreams(100));
        static async Future ExchangeByStreams(int times)
        {
            using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
            using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
            using AsyncSocket server = await listener.AcceptAsync();
            await Future.Zip(Transfer(client.AsStream(), times, isFirst: true), Transfer(server.AsStream(), times, isFirst: false));
        }

        static async Future<int> Transfer(Stream stream, int times, bool isFirst)
        {
            byte[] buffer = new byte[64];
            CancellationToken token = Executor.CancellationToken;
            if (isFirst)
                await stream.WriteAsync(buffer, token);
            for (int time = 0; time < times; time++)
            {
                int count = await stream.ReadAsync(buffer, token);
                await stream.WriteAsync(buffer.AsMemory(0, count), token);
            }
            return times;
        }
    }

    /// <summary>Fails unless what many operations allocate more than few comes down to <paramref name="most"/> once their code is compiled for
    /// good: the compiler's first version of generic code boxes.</summary>
    private static void Comes(long most, Func<Future> few, Func<Future> many, Func<Future<long>, Future<long>>? where = null)
    {
        where ??= static measured => measured;
        long started = Stopwatch.GetTimestamp();
        long difference;
        do
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, $"More than {most} bytes to the end.");
            difference = Executor.BlockOn(() => where(Measured(many()))) - Executor.BlockOn(() => where(Measured(few())));
        }
        while (difference > most);
    }

    private static async Future Exchange(int times)
    {
        using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle echo = scope.Spawn(Echo(server));
            await Ask(client, times);
            await echo.CancelAsync();
        });
    }

    private static async Future Ask(AsyncSocket client, int times)
    {
        byte[] buffer = new byte[64];
        for (int time = 0; time < times; time++)
        {
            await client.SendAsync(buffer);
            await client.ReceiveAsync(buffer);
        }
    }

    private static async Future Echo(AsyncSocket server)
    {
        byte[] buffer = new byte[64];
        while (await server.ReceiveAsync(buffer) is > 0 and int count)
            await server.SendAsync(buffer.AsMemory(0, count));
    }

    private static async Future<long> Measured(Future future)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        await future;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
