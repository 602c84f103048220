using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace Fearless.Tool.Watching.Bursts;

/// <summary>Has the runtime of a process take samples for some milliseconds, several times a second.</summary>
/// <remarks>
/// A process that runs already samples a thousand times a second while a session asks for it, and cannot be told to do it less often; but the session can be a short one.
/// When it begins is left to chance, since a program that does the same every so often would otherwise be seen in the same part of it each time.
/// The end of a session takes the runtime a tenth of a second, in which it takes no more samples.
/// </remarks>
internal sealed class BurstSampler(int processId)
{
    /// <summary>The provider of the samples.</summary>
    public const string Profiler = "Microsoft-DotNETCore-SampleProfiler";

    private const int BufferMegabytes = 4;

    /// <summary>For how long samples are taken.</summary>
    private static readonly TimeSpan s_length = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest time between two sessions; half of it on average. Each session costs this process and that one some milliseconds of processor time together.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(300);

    private static readonly EventPipeProvider[] s_providers = [new(Profiler, EventLevel.Informational)];

    private readonly Random _random = new();
    private readonly ConcurrentQueue<IReadOnlyList<ThreadSample>> _bursts = new();

    /// <summary>Takes the oldest burst that has not been taken yet. By any thread.</summary>
    public bool TryTake(out IReadOnlyList<ThreadSample> burst)
    {
        bool taken = _bursts.TryDequeue(out IReadOnlyList<ThreadSample>? next);
        burst = next ?? [];
        return taken;
    }

    /// <summary>Samples until it is cancelled, or the process ends. A session that has begun is ended first.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var client = new DiagnosticsClient(processId);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                IReadOnlyList<ThreadSample> burst = SampleReader.Read(await RecordAsync(client).ConfigureAwait(false));
                if (burst.Count > 0)
                    _bursts.Enqueue(burst);
                await Task.Delay(_random.NextDouble() * s_longestPause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It is to end.
        }
        catch (Exception exception) when (Recorder.IsOfConnection(exception) || exception is OperationCanceledException)
        {
            // The process ends, or is stopped and does not answer; what was taken before is there.
        }
    }

    private static async Task<byte[]> RecordAsync(DiagnosticsClient client)
    {
        using var patience = new CancellationTokenSource(Recorder.Patience);
        using EventPipeSession session = await client.StartEventPipeSessionAsync(s_providers, requestRundown: false, BufferMegabytes, patience.Token).ConfigureAwait(false);
        using var stream = new MemoryStream();
        // The end of the session waits for what it has written to be read.
        Task read = session.EventStream.CopyToAsync(stream, patience.Token);
        await Task.Delay(s_length, patience.Token).ConfigureAwait(false);
        await session.StopAsync(patience.Token).ConfigureAwait(false);
        await read.ConfigureAwait(false);
        return stream.ToArray();
    }
}
