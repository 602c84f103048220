using Fearless;
using ImageBatch.Batch;
using ImageBatch.Filters;
using ImageBatch.Pixels;
using ImageBatch.Report;

namespace ImageBatch.Tests.Report;

public class ComparisonTests
{
    private const int Files = 4;

    /// <summary>The turns: the untimed pass, then sequential, Parallel.ForEach, PLINQ, Fearless.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Cancelling_ends_each_way_as_a_cancellation(int turn)
    {
        using var folder = new TestFolder();
        using var stop = new CancellationTokenSource();
        int seen = 0;
        BatchPlan plan = Plan(folder, () => StopAt(ref seen, (turn * Files) + 2, stop));
        Assert.ThrowsAny<OperationCanceledException>(() => Run(plan, stop.Token));
        Assert.InRange(seen, (turn * Files) + 2, (turn + 1) * Files);
    }

    [Fact]
    public void Ways_that_make_other_pictures_are_not_compared()
    {
        using var folder = new TestFolder();
        int seen = 0;
        BatchPlan plan = Plan(folder, () => _ = Interlocked.Increment(ref seen) == 7 ? throw new PictureException("a bad moment") : 0);
        Assert.Contains("sequential", Assert.Throws<InvalidOperationException>(() => Run(plan, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    private static BatchPlan Plan(TestFolder folder, Action action)
    {
        for (int i = 0; i < Files; i++)
            folder.AddPicture($"{i}.png");
        var settings = new BatchSettings([new NamedFilter("call", new Callback(action))], PictureFormat.Jpeg, 85);
        return new BatchPlan(folder.Input, folder.Output, InputFolder.FindFiles(folder.Input), settings);
    }

    private static void Run(BatchPlan plan, CancellationToken cancellationToken) =>
        new Comparison(plan, new WorkspacePool(), new ParallelLoop(WorkerPool.Default)).Run(Files, 1, new ProgressMeter(1), cancellationToken);

    private static void StopAt(ref int seen, int when, CancellationTokenSource stop)
    {
        if (Interlocked.Increment(ref seen) == when)
            stop.Cancel();
    }
}
