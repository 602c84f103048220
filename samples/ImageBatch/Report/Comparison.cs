using System.Diagnostics;
using System.Security.Cryptography;
using ImageBatch.Batch;
using ImageBatch.Pixels;
using SkiaSharp;

namespace ImageBatch.Report;

/// <summary>
/// Times the same work done in four ways, in rounds: each round runs every way once, in another order, so that a disturbance of the machine hits
/// all alike. The work is what the batch does, without the writing: read, decode, filter, encode. All ways must make the same bytes.
/// </summary>
internal sealed class Comparison(BatchPlan plan, WorkspacePool workspaces, ParallelLoop loop)
{
    public const string Sequential = "sequential";
    public const string Fearless = "Fearless";

    /// <summary>Runs the comparison on <paramref name="count"/> files, spread evenly over the plan's.</summary>
    public ComparisonResult Run(int count, int rounds, ProgressMeter meter, CancellationToken cancellationToken)
    {
        string[] files = Sample(plan.Files, count);
        Way[] ways =
        [
            new(Sequential, body =>
            {
                for (int i = 0; i < files.Length; i++)
                    body(i);
            }),
            new("Parallel.ForEach", body =>
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = loop.Workers, CancellationToken = cancellationToken };
                Parallel.ForEach(Enumerable.Range(0, files.Length).ToArray(), options, body);
            }),
            new("PLINQ", body => Enumerable.Range(0, files.Length).ToArray().AsParallel()
                .WithDegreeOfParallelism(loop.Workers).WithCancellation(cancellationToken).ForAll(body)),
            new(Fearless, body => loop.ForEach([.. Enumerable.Range(0, files.Length)], body, cancellationToken)),
        ];

        // The compiler's and the disk cache's warm-up is nobody's fault; one untimed pass takes it, and gives the right answers.
        ulong[] expected = RunOnce(ways[^1], files, meter, cancellationToken).Marks;
        var seconds = ways.ToDictionary(static way => way.Name, _ => new double[rounds]);
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < ways.Length; turn++)
            {
                Way way = ways[(round + turn) % ways.Length];
                (seconds[way.Name][round], ulong[] marks) = RunOnce(way, files, meter, cancellationToken);
                if (!marks.AsSpan().SequenceEqual(expected))
                    throw new InvalidOperationException($"{way.Name} made other pictures than {ways[^1].Name}.");
            }
        }

        return new ComparisonResult(files.Length, loop.Workers, [.. ways.Select(way => new ComparisonResult.Timing(way.Name, seconds[way.Name]))]);
    }

    /// <summary>How many pieces of work a comparison is, for the meter.</summary>
    public static int PiecesOf(int files, int count, int rounds) => Math.Min(files, count) * ((4 * rounds) + 1);

    private static string[] Sample(string[] files, int count)
    {
        count = Math.Min(count, files.Length);
        return [.. Enumerable.Range(0, count).Select(i => files[(int)((long)i * files.Length / count)])];
    }

    private (double Seconds, ulong[] Marks) RunOnce(Way way, string[] files, ProgressMeter meter, CancellationToken cancellationToken)
    {
        var marks = new ulong[files.Length];
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        way.ForEach(i => marks[i] = Process(files[i], meter, cancellationToken));
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, marks);
    }

    private ulong Process(string file, ProgressMeter meter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using WorkspacePool.Lease lease = workspaces.Rent();
        try
        {
            PictureFormat format = plan.Settings.FormatFor(file);
            using SKData data = PictureWork.Run(plan.SourceOf(file), format, plan.Settings, lease.Workspace, out int pixels, cancellationToken);
            meter.AddDone(pixels);
            return BitConverter.ToUInt64(SHA256.HashData(data.AsSpan()));
        }
        catch (PictureException)
        {
            meter.AddFailed();
            return 0;
        }
    }

    private sealed record Way(string Name, Action<Action<int>> ForEach);
}
