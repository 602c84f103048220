using System.Collections.Concurrent;
using System.Diagnostics;
using ImageBatch.Pixels;
using ImageBatch.Report;
using SkiaSharp;

namespace ImageBatch.Batch;

/// <summary>Puts every picture of a plan through the filters, on all workers.</summary>
internal sealed class BatchRun(BatchPlan plan, OutputFolder output, WorkspacePool workspaces, ParallelLoop loop)
{
    /// <summary>Whether to make results again that are there already.</summary>
    public bool Force { get; init; }

    /// <summary>Runs to the end, or until cancelled or the output fails. A file that cannot be used costs only itself and is in the result.</summary>
    /// <exception cref="OperationCanceledException">Cancelled. What is finished is whole and stays; nothing unfinished is left.</exception>
    /// <exception cref="OutputException">The results can no longer be written; the same holds.</exception>
    public BatchResult Run(ProgressMeter meter, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<FileFailure>();
        using var clock = new WorkClock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        OutputException? outputFailure = null;
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();

        try
        {
            loop.ForEach(
                plan.Files,
                file =>
                {
                    using WorkClock.Measurement measurement = clock.Measure();
                    try
                    {
                        Process(file, meter, stop.Token);
                    }
                    catch (OutputException e)
                    {
                        Interlocked.CompareExchange(ref outputFailure, e, null);
                        stop.Cancel();
                    }
                    catch (OperationCanceledException) when (stop.IsCancellationRequested)
                    {
                        // The picture in hand is given up; the loop itself reports the cancellation, once.
                    }
                    catch (Exception e)
                    {
                        // Whatever one picture does, a bug in a decoder included, the others are not to suffer for it.
                        meter.AddFailed();
                        failures.Enqueue(new FileFailure(file, e is PictureException ? e.Message : $"unexpected {e.GetType().Name}: {e.Message}"));
                    }
                },
                stop.Token);
        }
        catch (OperationCanceledException) when (outputFailure is not null)
        {
            // Thrown below, also when it was the last picture and there was nothing left to cancel.
        }

        if (outputFailure is not null)
            throw outputFailure;

        return new BatchResult
        {
            Files = plan.Files.Length,
            Done = meter.Done,
            Skipped = meter.Skipped,
            Pixels = meter.Pixels,
            Failures = [.. failures.OrderBy(static failure => failure.File, StringComparer.Ordinal)],
            Wall = Stopwatch.GetElapsedTime(start),
            Cpu = Environment.CpuUsage.TotalTime - cpuBefore,
            Workers = loop.Workers,
            WorkerTimes = clock.Read(),
        };
    }

    private void Process(string file, ProgressMeter meter, CancellationToken cancellationToken)
    {
        (string source, string result) = (plan.SourceOf(file), plan.ResultOf(file));
        if (!Force && output.IsDone(source, result))
        {
            meter.AddSkipped();
            return;
        }

        using WorkspacePool.Lease lease = workspaces.Rent();
        using SKData data = PictureWork.Run(source, plan.Settings.FormatFor(file), plan.Settings, lease.Workspace, out int pixels, cancellationToken);
        AtomicFile.CreateFolder(Path.GetDirectoryName(result)!);
        AtomicFile.Write(result, data.AsSpan());
        meter.AddDone(pixels);
    }
}
