using System.Buffers.Binary;
using System.Diagnostics.Tracing;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Fearless.Tool.Commands;
using Fearless.Tool.Watching.Bursts;
using Fearless.Tool.Watching.Names;
using Fearless.Tool.Watching.Stacks;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace Fearless.Tool.Watching;

/// <summary>Has a process send its events, and makes a <see cref="Recording"/> of them.</summary>
/// <remarks>
/// The runtime stops all threads again and again and sends their stacks, with whether they ran managed code; beside that the waits for locks,
/// the collector's pauses, and what its thread pool does. The program is not changed, and need not know. The stacks are among the other events, or come from a <see cref="BurstSampler"/>.
/// </remarks>
internal sealed class Recorder : IDisposable
{
    /// <summary>After so many samples no more are kept, so that this process cannot grow without end: some 400 MB.</summary>
    public const int MostSamples = 20_000_000;

    /// <summary>How long a process may take to answer: a tenth of that on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long after its connection a process may be there, when both end.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private const int BufferMegabytes = 64;
    private const double MillisecondsPerSecond = 1000;
    private const double NanosecondsPerSecond = 1e9;
    private const string QueueCounter = "threadpool-queue-length";
    // INVARIANT: numbers of stacks of the library are below it, those of bursts are not.
    private const int FirstOfBursts = 1 << 30;
    private const string StopCheck = "System.Threading.Thread.<PollGC>";

    /// <summary>That of <c>System.Runtime</c>.</summary>
    private static readonly Guid s_countersGuid = new("49592c0f-5a05-516d-aa4b-a64e02026c89");

    private static readonly EventPipeProvider s_profiler = new(BurstSampler.Profiler, EventLevel.Informational);

    private static readonly EventPipeProvider[] s_providers =
    [
        new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.Contention
            | ClrTraceEventParser.Keywords.Threading | ClrTraceEventParser.Keywords.Loader | ClrTraceEventParser.Keywords.Jit | ClrTraceEventParser.Keywords.NGen)),
        new("System.Runtime", EventLevel.Informational, 0, new Dictionary<string, string> { ["EventCounterIntervalSec"] = "0.2" }),
    ];

    /// <summary>A session needs a provider; this one has nothing to say at this level.</summary>
    private static readonly EventPipeProvider[] s_anything = [new("System.Runtime", EventLevel.LogAlways)];

    private readonly EventPipeSession _session;
    private readonly TraceLogEventSource _source;
    private readonly Dictionary<int, Contention> _waiting = [];
    private readonly Dictionary<int, double> _suspended = [];
    private readonly MethodTable _methods;
    private readonly BurstSampler? _bursts;
    private readonly List<ulong[]> _stacksOfBursts = [];
    private readonly Dictionary<ulong[], int> _numbers = new(AddressComparer.Instance);
    private bool _isBetweenMoments = true;

    private Recorder(EventPipeSession session, TraceLogEventSource source, MethodTable methods, BurstSampler? bursts)
    {
        (_session, _source, _methods, _bursts) = (session, source, methods, bursts);
        Recording = new Recording(FramesOf);
    }

    /// <summary>What was recorded. It belongs to the thread that is in <see cref="Run"/>, until that has returned.</summary>
    public Recording Recording { get; }

    /// <summary>When the seconds of the recording begin.</summary>
    public DateTime Start => _source.SessionStartTime.ToUniversalTime();

    /// <summary>Whether there is no room for more samples.</summary>
    public bool IsFull => Recording.Samples.Count >= MostSamples;

    /// <summary>Begins to record.</summary>
    /// <param name="process">The process.</param>
    /// <param name="names">When it is to tell the names of its methods.</param>
    /// <param name="bursts">What takes the samples; null if they are to be among the events.</param>
    /// <param name="cancellationToken">Ends the waiting for an answer.</param>
    /// <exception cref="UserErrorException">The process has ended, does not answer, or belongs to somebody else.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Recorder Attach(WatchedProcess process, NamesWanted names, BurstSampler? bursts, CancellationToken cancellationToken)
    {
        try
        {
            // The library waits for an answer without end, and a process that is stopped gives none.
            return Task.Run(() => Connect(process.Id, names, bursts), cancellationToken).WaitAsync(Patience, cancellationToken).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (IsOfConnection(exception))
        {
            throw new UserErrorException(
                process.WaitForEnd(EndPatience) ? $"{process.Name} ended before it could be watched."
                : exception is TimeoutException ? $"{process.Name} does not answer. It is stopped, or was about to end."
                : $"{process.Name} cannot be watched: {exception.Message}. Only who started a process, or an administrator, may.");
        }
    }

    /// <summary>Records until the process ends or <see cref="Stop"/> is called. Blocks.</summary>
    /// <param name="progress">Called now and then, on this thread.</param>
    public void Run(Action<Recording> progress)
    {
        _methods.LearnFrom(_source);
        var sampler = new SampleProfilerTraceEventParser(_source);
        sampler.ThreadSample += sample =>
        {
            Add(sample);
            progress(Recording);
        };
        _source.Clr.GCSuspendEEStart += OnSuspending;
        _source.Clr.GCRestartEEStop += OnResumed;
        _source.Clr.GCStart += _ => Recording.Collections++;
        _source.Clr.ContentionStart += OnContention;
        _source.Clr.ContentionStop += OnContentionEnded;
        _source.Clr.ThreadPoolWorkerThreadAdjustmentAdjustment += step =>
            Recording.PoolSteps.Add(new PoolStep(TimeOf(step), (int)step.NewWorkerThreadCount, step.Reason == ThreadAdjustmentReason.Starvation));
        _source.AllEvents += data =>
        {
            OnAny(data);
            if (AddBursts())
                progress(Recording);
        };
        try
        {
            _source.Process();
        }
        catch (Exception exception) when (exception is IOException or EndOfStreamException or FormatException or ObjectDisposedException)
        {
            // The process was killed in the middle of an event; what came before is whole.
        }
        AddBursts();
        Recording.EventsLost = _source.EventsLost;
    }

    /// <summary>Has the process send its last events, after which <see cref="Run"/> returns. By any thread.</summary>
    /// <remarks>If the process does not answer in time, what it has not sent yet is lost.</remarks>
    public void Stop()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            _session.StopAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is OperationCanceledException or DiagnosticsClientException or IOException or TimeoutException)
        {
            // It has ended by itself, or will not answer any more: then its events end here.
            _session.Dispose();
        }
    }

    public void Dispose()
    {
        _source.Dispose();
        _session.Dispose();
    }

    private static Recorder Connect(int process, NamesWanted names, BurstSampler? bursts)
    {
        var client = new DiagnosticsClient(process);
        EventPipeSession session = client.StartEventPipeSession(bursts is null ? [s_profiler, .. s_providers] : s_providers, requestRundown: true, BufferMegabytes);
        try
        {
            var methods = new MethodTable();
            // Nothing is read of the session while the names are asked for. A process that ends just then waits for its events to be read, and does not answer.
            if (names == NamesWanted.AtOnce)
                AskForNames(client, methods);
            return new Recorder(session, TraceLog.CreateFromEventPipeSession(session, TraceLog.EventPipeRundownConfiguration.None()), methods, bursts);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // The process tells them at the end of any session.
    private static void AskForNames(DiagnosticsClient client, MethodTable methods)
    {
        using EventPipeSession session = client.StartEventPipeSession(s_anything, requestRundown: true, BufferMegabytes);
        // It ends when all that it wrote has been read.
        var end = Task.Run(session.Stop);
        using var source = new EventPipeEventSource(session.EventStream);
        methods.LearnFrom(source);
        source.Process();
        end.GetAwaiter().GetResult();
    }

    // All events of a burst were written by one thread, one moment after the other, and each has a thread once at most.
    private bool AddBursts()
    {
        bool hasAny = false;
        while (_bursts is not null && !IsFull && _bursts.TryTake(out IReadOnlyList<ThreadSample> burst))
        {
            int first = Recording.Moments.Count;
            var seen = new HashSet<int>();
            foreach (ThreadSample sample in burst)
            {
                if (Recording.Moments.Count == first || !seen.Add(sample.Thread))
                {
                    Recording.Moments.Add((sample.Time - Start).TotalSeconds);
                    seen = [sample.Thread];
                }
                Recording.Samples.Add(new Sample(Recording.Moments.Count - 1, sample.Thread, NumberOf(sample.Addresses), sample.IsRunning));
            }
            Recording.EndBurst(first);
            hasAny = true;
        }
        return hasAny;
    }

    private int NumberOf(ulong[] stack)
    {
        if (!_numbers.TryGetValue(stack, out int number))
        {
            _numbers.Add(stack, number = FirstOfBursts + _stacksOfBursts.Count);
            _stacksOfBursts.Add(stack);
        }
        return number;
    }

    /// <summary>Whether a process that ends, or that does not let itself be watched, may be the reason.</summary>
    public static bool IsOfConnection(Exception exception) =>
        exception is DiagnosticsClientException or IOException or UnauthorizedAccessException or SocketException or TimeoutException or FormatException;

    private void Add(ClrThreadSampleTraceData sample)
    {
        if (IsFull)
            return;
        if (_isBetweenMoments)
        {
            Recording.Moments.Add(TimeOf(sample));
            _isBetweenMoments = false;
        }
        Recording.Samples.Add(new Sample(Recording.Moments.Count - 1, sample.ThreadID, (int)sample.CallStackIndex(), sample.Type == ClrThreadSampleType.Managed));
    }

    private void OnSuspending(GCSuspendEETraceData suspension)
    {
        if (suspension.Reason is GCSuspendEEReason.SuspendForGC or GCSuspendEEReason.SuspendForGCPrep)
            _suspended[suspension.ThreadID] = TimeOf(suspension);
        // The sampler stops all threads for each of its moments.
        _isBetweenMoments = true;
    }

    private void OnResumed(GCNoUserDataTraceData resumption)
    {
        // While one thread suspends the others for a collection, the sampler may still resume them from its own stop.
        if (_suspended.Remove(resumption.ThreadID, out double start))
            Recording.Pauses.Add(new Span(start, TimeOf(resumption)));
    }

    private void OnContention(ContentionStartTraceData start)
    {
        double time = TimeOf(start);
        // Without a stack the number of the stack is that of none.
        _waiting[start.ThreadID] = new Contention((ulong)start.LockID, new Span(time, time), start.ThreadID, (int)start.LockOwnerThreadID, (int)start.CallStackIndex());
    }

    private void OnContentionEnded(ContentionStopTraceData stop)
    {
        if (_waiting.Remove(stop.ThreadID, out Contention? wait))
            Recording.Contentions.Add(wait with { Time = wait.Time with { End = wait.Time.Start + (stop.DurationNs / NanosecondsPerSecond) } });
    }

    // The library leaves counters of a live source unparsed. Their fields are in the order of the runtime's CounterPayload: name, name to show, mean.
    private void OnAny(TraceEvent data)
    {
        if (data.ProviderGuid != s_countersGuid)
            return;
        ReadOnlySpan<byte> payload = data.EventData();
        if (TakeText(ref payload) is QueueCounter && TakeText(ref payload) is not null && payload.Length >= sizeof(double))
            Recording.PoolQueues.Add(new PoolQueue(TimeOf(data), BinaryPrimitives.ReadDoubleLittleEndian(payload)));
    }

    private static string? TakeText(ref ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(payload);
        int end = text.IndexOf('\0');
        if (end < 0)
            return null;
        payload = payload[((end + 1) * sizeof(char))..];
        return text[..end].ToString();
    }

    private List<Frame> FramesOf(int index)
    {
        var frames = new List<Frame>();
        foreach (ulong address in index < FirstOfBursts ? AddressesOf(index) : _stacksOfBursts[index - FirstOfBursts])
        {
            Frame frame = _methods.At(address);
            // Where a thread is stopped is not where it is: it looks whether it is to stop.
            if (!frame.Method.StartsWith(StopCheck, StringComparison.Ordinal))
                frames.Add(frame);
        }
        return frames;
    }

    private IEnumerable<ulong> AddressesOf(int index)
    {
        for (TraceCallStack? stack = index < 0 ? null : _source.TraceLog.CallStacks[(CallStackIndex)index]; stack is not null; stack = stack.Caller)
            yield return stack.CodeAddress.Address;
    }

    private static double TimeOf(TraceEvent data) => data.TimeStampRelativeMSec / MillisecondsPerSecond;
}
