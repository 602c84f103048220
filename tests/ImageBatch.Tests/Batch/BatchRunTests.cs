using Fearless;
using ImageBatch.Batch;
using ImageBatch.Filters;
using ImageBatch.Pixels;
using ImageBatch.Report;
using SkiaSharp;

namespace ImageBatch.Tests.Batch;

public class BatchRunTests
{
    private static readonly BatchSettings Plain = new([FilterCatalog.Parse("blur"), FilterCatalog.Parse("sobel:0.5")], PictureFormat.Jpeg, 85);

    [Fact]
    public void Results_of_many_workers_equal_those_of_a_plain_loop_bit_for_bit()
    {
        using var folder = new TestFolder();
        AddPictures(folder, 24);
        using var pool = new WorkerPool(4);
        BatchPlan plan = Plan(folder, Plain);
        Run(plan, pool, CancellationToken.None);

        foreach (string file in plan.Files)
        {
            using SKData expected = PictureWork.Run(plan.SourceOf(file), PictureFormat.Jpeg, Plain, new Workspace(), out _, CancellationToken.None);
            Assert.Equal(expected.ToArray(), File.ReadAllBytes(plan.ResultOf(file)));
        }
    }

    [Fact]
    public void Cancelling_leaves_whole_results_and_nothing_unfinished()
    {
        using var folder = new TestFolder();
        AddPictures(folder, 40);
        using var stop = new CancellationTokenSource();
        using var pool = new WorkerPool(3);
        int seen = 0;
        var settings = Plain with { Filters = [.. Plain.Filters, new NamedFilter("stop", new Callback(() => CancelAt(ref seen, 10, stop)))] };
        BatchPlan plan = Plan(folder, settings);

        Assert.ThrowsAny<OperationCanceledException>(() => Run(plan, pool, stop.Token));

        string[] results = folder.Results();
        Assert.InRange(results.Length, 1, 39);
        Assert.All(results, file => ImageCodec.Load(Path.Combine(plan.Output, file), new Workspace()));
        Assert.Empty(Directory.EnumerateFiles(folder.Root, $"*{AtomicFile.TemporarySuffix}", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    [Fact]
    public void What_a_stopped_run_made_with_other_settings_is_made_again()
    {
        using var folder = new TestFolder();
        AddPictures(folder, 10);
        Run(Plan(folder, Plain), WorkerPool.Default, CancellationToken.None);

        // Stops in the middle, so that half the results are the old settings' and newer than their pictures.
        using var stop = new CancellationTokenSource();
        using var pool = new WorkerPool(2);
        int seen = 0;
        var other = Plain with { Quality = 40 };
        var stopping = other with { Filters = [.. Plain.Filters.Select(filter => filter with { Filter = new Callback(() => CancelAt(ref seen, 6, stop)) })] };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(Plan(folder, stopping), pool, stop.Token));

        BatchResult result = Run(Plan(folder, other), WorkerPool.Default, CancellationToken.None);
        Assert.InRange(result.Done, 5, 9);
        Assert.Equal(10, result.Done + result.Skipped);
        Assert.All(folder.Results(), file => Assert.True(File.GetLastWriteTimeUtc(Path.Combine(folder.Output, file)) >= File.GetLastWriteTimeUtc(Path.Combine(folder.Output, OutputFolder.SettingsName))));
    }

    [Fact]
    public void A_filter_that_fails_on_one_picture_costs_only_that_picture()
    {
        using var folder = new TestFolder();
        AddPictures(folder, 5);
        int seen = 0;
        var settings = Plain with
        {
            Filters = [new NamedFilter("fail", new Callback(() => _ = Interlocked.Increment(ref seen) == 3 ? throw new InvalidOperationException("broken") : 0))],
        };
        BatchResult result = Run(Plan(folder, settings), WorkerPool.Default, CancellationToken.None);
        Assert.Equal(4, result.Done);
        Assert.Contains("broken", Assert.Single(result.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_workspaces_are_made_than_there_are_workers()
    {
        using var folder = new TestFolder();
        AddPictures(folder, 30);
        using var pool = new WorkerPool(3);
        var workspaces = new WorkspacePool();
        BatchPlan plan = Plan(folder, Plain);
        using OutputFolder output = OutputFolder.Open(plan.Output, plan.Settings);
        new BatchRun(plan, output, workspaces, new ParallelLoop(pool)).Run(new ProgressMeter(30), CancellationToken.None);
        Assert.InRange(workspaces.Made, 1, pool.Size);
    }

    [Fact]
    public void Worker_times_add_up_to_the_files_and_stay_within_the_wall_time()
    {
        using var folder = new TestFolder();
        AddPictures(folder, 12);
        BatchResult result = Run(Plan(folder, Plain), WorkerPool.Default, CancellationToken.None);
        Assert.Equal(12, result.WorkerTimes.Sum(static time => time.Pieces));
        Assert.All(result.WorkerTimes, time => Assert.InRange(time.Busy, TimeSpan.Zero, result.Wall));
    }

    private static BatchPlan Plan(TestFolder folder, BatchSettings settings) => new(folder.Input, folder.Output, InputFolder.FindFiles(folder.Input), settings);

    private static BatchResult Run(BatchPlan plan, WorkerPool pool, CancellationToken cancellationToken)
    {
        using OutputFolder output = OutputFolder.Open(plan.Output, plan.Settings);
        return new BatchRun(plan, output, new WorkspacePool(), new ParallelLoop(pool)).Run(new ProgressMeter(plan.Files.Length), cancellationToken);
    }

    private static void AddPictures(TestFolder folder, int count)
    {
        for (int i = 0; i < count; i++)
            folder.AddPicture($"{(char)('a' + (i % 3))}/{i:D3}{(i % 2 == 0 ? ".png" : ".jpg")}", 20 + i, 30);
    }

    private static void CancelAt(ref int seen, int when, CancellationTokenSource stop)
    {
        int mine = Interlocked.Increment(ref seen);
        if (mine == when)
            stop.Cancel();
        else if (mine > when)
            Assert.True(stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));   // Nobody overtakes the cancellation.
    }
}
