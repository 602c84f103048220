using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class WorkerStacksTests
{
    [Fact]
    public void A_worker_is_found_by_its_stack_at_any_depth() => PoolTest.Run(
        new WorkerPoolOptions { Size = 1, StackSize = 16 << 20 }, pool => pool.Install(() => Descend(levels: 12)));

    [Fact]
    public void Whoever_is_found_is_the_worker_of_the_thread_however_many_stacks_there_are() => PoolTest.Guard(() =>
    {
        WorkerPool[] pools = [.. Enumerable.Range(0, 8).Select(static _ => PoolTest.Track(new WorkerPool(16)))];
        foreach (WorkerPool pool in pools)
            Assert.All(pool.Broadcast(static _ => Agrees()), Assert.True);
        foreach (WorkerPool pool in pools)
            pool.Dispose();
    });

    [Fact]
    public unsafe void A_thread_that_is_no_worker_is_not_found()
    {
        int local;
        Assert.True(WorkerStacks.Find(&local) is null);
        Assert.True(Worker.CurrentFrom(&local) is null);
    }

    [Fact]
    public void A_thread_is_found_while_it_is_a_worker_and_not_after() => PoolTest.Guard(static () =>
    {
        WorkerPool pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = 1, UseCurrentThread = true }));
        Assert.True(IsFound());
        pool.Dispose();
        Assert.False(IsFound());

        static unsafe bool IsFound()
        {
            int local;
            return WorkerStacks.Find(&local) is not null;
        }
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void Descend(int levels)
    {
        byte* megabyte = stackalloc byte[1 << 20];
        megabyte[0] = 1;
        Assert.True(WorkerStacks.Find(megabyte) == Worker.Current);
        Assert.True(Agrees());
        if (levels > 0)
            Descend(levels - 1);
    }

    private static unsafe bool Agrees()
    {
        int local;
        return Worker.CurrentFrom(&local) == Worker.Current && Worker.Current is not null;
    }
}
