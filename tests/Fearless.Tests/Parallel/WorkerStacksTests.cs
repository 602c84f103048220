using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class WorkerStacksTests
{
    [Fact]
    public void A_worker_is_found_by_its_stack_at_any_depth()
    {
        const int Levels = 12;
        int found = 0;
        // The workers of other tests may hold some of the entries; not all of them for twenty stacks in turn.
        for (int attempt = 0; attempt < 20 && found < Levels; attempt++)
            PoolTest.Run(new WorkerPoolOptions { Size = 1, StackSize = 16 << 20 }, pool => found = pool.Install(static () => Descend(Levels)));
        Assert.Equal(Levels, found);
    }

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
    public void A_thread_that_made_a_pool_for_itself_is_not_found_for_it_may_end_and_leave_its_stack_to_others() => PoolTest.Guard(static () =>
    {
        WorkerPool pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = 1, UseCurrentThread = true }));
        Assert.False(IsFound());
        Assert.True(Agrees());
        pool.Dispose();
        Assert.False(IsFound());
    });

    [Fact]
    public void A_thread_is_found_while_it_runs_a_worker_and_not_after() => PoolTest.Guard(static () =>
    {
        bool isFound = false;
        for (int attempt = 0; attempt < 20 && !isFound; attempt++)
        {
            (bool before, isFound, bool after) = FoundBeforeDuringAfter();
            Assert.False(before);
            Assert.False(after);
        }
        Assert.True(isFound);
    });

    private static (bool Before, bool During, bool After) FoundBeforeDuringAfter()
    {
        (bool Before, bool During, bool After) found = default;
        using var ended = new ManualResetEventSlim();
        WorkerPool pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions
        {
            Size = 1,
            StartThread = worker => new Thread(() =>
            {
                found.Before = IsFound();
                worker.Run();
                found.After = IsFound();
                ended.Set();
            }).Start(),
        }));
        pool.Install(() => found.During = IsFound());
        pool.Dispose();
        PoolTest.Await(ended, "the thread is done with the worker");
        return found;
    }

    [Fact]
    public void A_stack_at_the_lowest_addresses_is_entered_like_any_other() => PoolTest.Run(1, static pool => pool.Install(static () =>
    {
        Worker worker = Worker.Current!;
        AddUntilFound(worker, 0xA0000, 0x1A0000);
        Assert.Null(At(0x9FFFF));
        Assert.Null(At(0x1A0000));
        WorkerStacks.Remove(worker);
        Assert.Null(At(0x19FFFF));
    }));

    [Fact]
    public void Of_a_stack_without_a_limit_only_the_older_end_is_taken_for_the_threads_own() => PoolTest.Run(1, static pool => pool.Install(static () =>
    {
        Worker worker = Worker.Current!;
        nuint end = (nuint)1 << 45;
        AddUntilFound(worker, 0x10000, end);
        Assert.Null(At(end - (100 << 20)));
        // One that shares its entry in the table.
        Assert.Null(At(end - ((nuint)1 << 30) - 1));
        WorkerStacks.Remove(worker);
    }));

    /// <summary>Adds a stack again until it is found: the workers of other tests may take its entry.</summary>
    private static void AddUntilFound(Worker worker, nuint low, nuint end)
    {
        for (int attempt = 0; At(end - 1) != worker; attempt++)
        {
            Assert.True(attempt < 10_000, "It is found at once, unless others keep taking its entry.");
            WorkerStacks.Add(worker, low, end);
        }
    }

    private static unsafe Worker? At(nuint address) => WorkerStacks.Find((void*)address);

    private static unsafe bool IsFound()
    {
        int local;
        return WorkerStacks.Find(&local) is not null;
    }

    /// <summary>At how many depths, a megabyte from one to the next, the worker is found.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe int Descend(int levels)
    {
        if (levels == 0)
            return 0;
        byte* megabyte = stackalloc byte[1 << 20];
        megabyte[0] = 1;
        Assert.True(Agrees());
        return (WorkerStacks.Find(megabyte) == Worker.Current ? 1 : 0) + Descend(levels - 1);
    }

    private static unsafe bool Agrees()
    {
        int local;
        return Worker.CurrentFrom(&local) == Worker.Current && Worker.Current is not null;
    }
}
