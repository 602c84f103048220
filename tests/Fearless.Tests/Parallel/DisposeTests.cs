using System.Collections.Concurrent;

namespace Fearless.Tests.Parallel;

public class DisposeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Dispose_finishes_what_was_given_and_what_that_still_spawns_and_then_ends_the_threads(int size) => PoolTest.Guard(() =>
    {
        int ran = 0;
        var threads = new ConcurrentBag<Thread>();
        var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = size, OnWorkerStart = _ => threads.Add(Thread.CurrentThread) }));
        for (int i = 0; i < 50; i++)
            pool.Spawn(() => Chain(5));
        pool.Dispose();
        Assert.Equal(300, ran);
        Assert.Equal(size, threads.Count);
        Assert.DoesNotContain(threads, static thread => thread.IsAlive);

        void Chain(int left)
        {
            Interlocked.Increment(ref ran);
            if (left > 0)
                Par.Spawn(() => Chain(left - 1));
        }
    });

    [Fact]
    public void A_disposed_pool_refuses_everything_and_names_the_remedy() => PoolTest.Guard(() =>
    {
        var pool = new WorkerPool(2);
        pool.Dispose();
        Refused(() => pool.Install(static () => { }));
        Refused(() => pool.Install(static () => 1));
        Refused(() => pool.Install(1, static n => n));
        Refused(() =>
        {
            var job = new Fib(1);
            pool.Install(ref job);
        });
        Refused(() => pool.Spawn(static () => { }));
        Refused(() => pool.Spawn(static () => 1));
        Refused(() => pool.SpawnFifo(static () => { }));
        Refused(() => pool.SpawnBroadcast(static _ => { }));
        Refused(() => pool.Broadcast(static _ => 1));
        Refused(() => pool.Broadcast(static _ => { }));
        Refused(() => pool.Scope(static _ => { }));
        Refused(() => pool.ScopeFifo(static _ => { }));
        Refused(() => pool.InPlaceScope(static _ => { }));
        Refused(() => pool.InPlaceScopeFifo(static _ => { }));
        Refused(() => { _ = pool.RunAsync(static () => { }, CancellationToken.None); });
        Refused(() => { _ = pool.RunAsync(static () => 1, CancellationToken.None); });

        static void Refused(Action call)
        {
            var refused = Assert.Throws<ObjectDisposedException>(call);
            Assert.Equal(nameof(WorkerPool), refused.ObjectName);
            Assert.Contains("or use WorkerPool.Default", refused.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Disposing_twice_does_nothing_more() => PoolTest.Guard(() =>
    {
        var pool = new WorkerPool(2);
        pool.Dispose();
        pool.Dispose();
    });

    [Fact]
    public void An_interrupt_keeps_no_pool_from_ending_and_comes_up_afterwards() => PoolTest.Guard(() =>
    {
        for (int round = 0; round < 30; round++)
        {
            WorkerPool pool = PoolTest.Track(new WorkerPool(8));
            Thread.CurrentThread.Interrupt();
            pool.Dispose();
            Assert.Throws<ThreadInterruptedException>(static () => Thread.Sleep(1));
            pool.Dispose();
        }
    });

    [Fact]
    public void Threads_that_dispose_at_once_all_return_when_the_pool_has_ended() => PoolTest.Guard(() =>
    {
        for (int round = 0; round < 30; round++)
        {
            var pool = PoolTest.Track(new WorkerPool(2));
            int ran = 0;
            using var start = new ManualResetEventSlim();
            for (int i = 0; i < 20; i++)
                pool.Spawn(() => Interlocked.Increment(ref ran));
            int early = 0;
            Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
            {
                PoolTest.Await(start, "all start");
                pool.Dispose();
                if (Volatile.Read(ref ran) != 20)
                    Interlocked.Increment(ref early);
            })
            { IsBackground = true })];
            foreach (Thread thread in threads)
                thread.Start();
            start.Set();
            foreach (Thread thread in threads)
                thread.Join();
            Assert.Equal(0, early);
        }
    });

    [Fact]
    public void A_worker_cannot_dispose_its_own_pool_but_that_of_others() => PoolTest.Run(2, pool =>
    {
        string message = Assert.Throws<InvalidOperationException>(() => pool.Install(pool.Dispose)).Message;
        Assert.Contains("Dispose it on the thread that made it", message, StringComparison.Ordinal);
        Assert.Equal(1, pool.Install(static () => 1));
        pool.Install(() =>
        {
            var other = new WorkerPool(1);
            other.Spawn(static () => { });
            other.Dispose();
        });
    });

    [Fact]
    public void Work_that_races_with_dispose_is_either_refused_or_done() => PoolTest.Guard(() =>
    {
        for (int round = 0; round < 40; round++)
        {
            var pool = PoolTest.Track(new WorkerPool(2));
            int accepted = 0, ran = 0;
            using var going = new ManualResetEventSlim();
            var user = new Thread(() =>
            {
                try
                {
                    while (true)
                    {
                        pool.Spawn(() => Interlocked.Increment(ref ran));
                        accepted++;
                        going.Set();
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            })
            { IsBackground = true };
            user.Start();
            PoolTest.Await(going, "the user spawns");
            pool.Dispose();
            user.Join();
            Assert.Equal(accepted, ran);
        }
    });

    [Fact]
    public void A_scope_that_was_open_before_dispose_can_still_spawn() => PoolTest.Guard(() =>
    {
        var pool = PoolTest.Track(new WorkerPool(1));
        int ran = 0;
        Thread? disposer = null;
        pool.InPlaceScope(scope =>
        {
            disposer = new Thread(pool.Dispose) { IsBackground = true };
            disposer.Start();
            PoolTest.Until(
                () =>
                {
                    try
                    {
                        pool.Spawn(static () => { });
                        return false;
                    }
                    catch (ObjectDisposedException)
                    {
                        return true;
                    }
                },
                "dispose begins");
            scope.Spawn(() => Interlocked.Increment(ref ran));
            scope.SpawnBroadcast(_ => Interlocked.Increment(ref ran));
        });
        disposer!.Join();
        Assert.Equal(2, ran);
    });

    [Fact]
    public void An_exit_handler_that_spawns_is_refused_and_reported()
    {
        var failures = new ConcurrentBag<Exception>();
        WorkerPool? pool = null;
        PoolTest.Run(
            new WorkerPoolOptions { Size = 2, OnWorkerExit = _ => pool!.Spawn(static () => { }), OnFailure = failures.Add },
            made => pool = made);
        Assert.Equal(2, failures.Count);
        Assert.All(failures, static failure => Assert.IsType<ObjectDisposedException>(failure));
    }
}
