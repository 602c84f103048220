using CsCheck;
using Fearless;
using ImageBatch.Batch;

namespace ImageBatch.Tests.Batch;

public class ParallelLoopTests
{
    [Fact]
    public void Each_item_is_visited_once()
    {
        using var pool = new WorkerPool(3);
        var loop = new ParallelLoop(pool);
        Gen.Int[0, 300].Sample(count =>
        {
            int[] visits = new int[count];
            loop.ForEach([.. Enumerable.Range(0, count)], i => Interlocked.Increment(ref visits[i]), CancellationToken.None);
            Assert.All(visits, visit => Assert.Equal(1, visit));
        }, iter: 50, threads: 1);
    }

    [Fact]
    public void After_cancellation_no_further_item_begins_and_none_is_under_way()
    {
        using var pool = new WorkerPool(3);
        using var stop = new CancellationTokenSource();
        (int begun, int ended) = (0, 0);
        Assert.ThrowsAny<OperationCanceledException>(() => new ParallelLoop(pool).ForEach(
            new int[500],
            _ =>
            {
                int mine = Interlocked.Increment(ref begun);
                if (mine == 5)
                    stop.Cancel();
                else if (mine > 5)
                    stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));   // Nobody overtakes the cancellation.
                Interlocked.Increment(ref ended);
            },
            stop.Token));
        Assert.InRange(begun, 5, 5 + pool.Size);
        Assert.Equal(begun, ended);
    }
}
