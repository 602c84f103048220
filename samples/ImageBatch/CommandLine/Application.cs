using System.CommandLine;
using System.Globalization;
using Fearless;
using ImageBatch.Batch;
using ImageBatch.Generation;
using ImageBatch.Pixels;
using ImageBatch.Report;
using Spectre.Console;

namespace ImageBatch.CommandLine;

/// <summary>The program from its arguments to its exit code, without the process around it: tests run it as it is.</summary>
internal sealed class Application(IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
{
    public const int DefaultCount = 10_000;

    private readonly WorkspacePool _workspaces = new();

    /// <summary>How often progress is written where there is no terminal to move a bar on.</summary>
    public TimeSpan LineInterval { get; init; } = TimeSpan.FromSeconds(5);

    public int Run(string[] arguments)
    {
        var configuration = new InvocationConfiguration
        {
            Output = console.Profile.Out.Writer,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return BatchCommand.Create(RunSafely).Parse(arguments).Invoke(configuration);
    }

    private int RunSafely(BatchOptions options)
    {
        try
        {
            return Run(options);
        }
        catch (UserErrorException e)
        {
            error.WriteLine(e.Message);
            return ExitCode.UserError;
        }
        catch (OutputException e)
        {
            error.WriteLine(e.Message);
            return ExitCode.OutputFailed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.WriteLine("Stopped. What is finished is whole and kept; the same command goes on from there.");
            return ExitCode.Cancelled;
        }
    }

    private int Run(BatchOptions options)
    {
        BatchSettings settings = options.ToSettings();
        if (options.Workers is not { } workers)
            return Run(options, settings, new ParallelLoop(WorkerPool.Default));
        using var pool = new WorkerPool(workers);
        return Run(options, settings, new ParallelLoop(pool));
    }

    private int Run(BatchOptions options, BatchSettings settings, ParallelLoop loop)
    {
        string workFolder = Path.GetFullPath(options.WorkFolder ?? WorkFolders.Default);
        PictureSet? made = options.Folder is null ? new PictureSet(WorkFolders.PicturesIn(workFolder), options.Count ?? DefaultCount) : null;
        string input = made?.Folder ?? Path.GetFullPath(options.Folder!);
        string result = Path.GetFullPath(options.Output ?? (made is null ? WorkFolders.ResultsBeside(input) : WorkFolders.ResultsIn(workFolder)));
        BatchPlan.CheckFolders(input, result);
        var plan = new BatchPlan(input, result, made?.RelativePaths ?? InputFolder.FindFiles(input), settings);

        // An output that cannot be written should be known before minutes of painting.
        using OutputFolder output = OutputFolder.Open(plan.Output, settings);
        if (made is not null)
            PaintMissing(made, loop);
        BatchResult batch = RunBatch(plan, output, options.Force, loop);
        if (options.Compare)
            Compare(plan, options, loop);
        return batch.Failures.Length == 0 ? ExitCode.Success : ExitCode.SomeFilesFailed;
    }

    private void PaintMissing(PictureSet set, ParallelLoop loop)
    {
        int[] missing = set.FindMissing();
        if (missing.Length == 0)
            return;
        console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Making {missing.Length:N0} pictures in {set.Folder}, once"));
        var meter = new ProgressMeter(missing.Length);
        Display.Run("Painting", meter, () => set.Make(missing, _workspaces, meter, loop, cancellationToken));
    }

    private BatchResult RunBatch(BatchPlan plan, OutputFolder output, bool force, ParallelLoop loop)
    {
        console.Profile.Out.Writer.WriteLine($"From {plan.Input}");
        console.Profile.Out.Writer.WriteLine($"  to {plan.Output}");
        console.Profile.Out.Writer.WriteLine($"  by {plan.Settings.FilterNames}");
        var meter = new ProgressMeter(plan.Files.Length);
        var run = new BatchRun(plan, output, _workspaces, loop) { Force = force };
        BatchResult? result = null;
        Display.Run("Filtering", meter, () => result = run.Run(meter, cancellationToken));
        FailureList.Update(plan.Output, result!.Failures);
        Summary.Write(console, result);
        if (new ContactSheet(plan).Write(_workspaces, loop, cancellationToken) is { } sheet)
            console.Profile.Out.Writer.WriteLine($"Contact sheet: {sheet}");
        return result;
    }

    private ProgressDisplay Display => new(console, LineInterval);

    private void Compare(BatchPlan plan, BatchOptions options, ParallelLoop loop)
    {
        var meter = new ProgressMeter(Comparison.PiecesOf(plan.Files.Length, options.CompareCount, options.CompareRounds));
        ComparisonResult? result = null;
        Display.Run("Comparing", meter, () => result = new Comparison(plan, _workspaces, loop).Run(options.CompareCount, options.CompareRounds, meter, cancellationToken));
        result!.Write(console);
    }
}
