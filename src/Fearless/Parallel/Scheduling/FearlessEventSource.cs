using System.Diagnostics.Tracing;

namespace Fearless.Scheduling;

/// <summary>What happens inside of pools, channels and executors, as events for dotnet-trace and its like. Free when nobody listens.</summary>
[EventSource(Name = SourceName)]
internal sealed class FearlessEventSource : EventSource
{
    private const string SourceName = "Fearless";

    public static readonly FearlessEventSource Log = new();

    // Made when someone asks for counters, and kept: one asked for is asked for again.
    private DiagnosticCounter[] _counters = [];
    private bool _countersWereAskedFor;

    // The name is said here too: to read it from the attribute takes three times as long as all else, which a program's first executor waits for.
    private FearlessEventSource()
        : base(SourceName, EventSourceSettings.EtwManifestEventFormat) =>
        Listening.ToWarnings = IsEnabled(EventLevel.Warning, EventKeywords.None);

    /// <summary>Whether anyone listens to warnings. Where nobody does, a look at this costs less than a question to the source, which is made with the first
    /// one, for anyone to be able to listen.</summary>
    public static bool Warns => Listening.ToWarnings && Log.IsEnabled(EventLevel.Warning, EventKeywords.None);

    /// <summary>Has the source made.</summary>
    public static void Exists() => _ = Log;

    /// <summary>Whether anyone listens to the counters.</summary>
    public bool CountersAreHeard => _countersWereAskedFor && IsEnabled();

    [Event(1, Level = EventLevel.Informational, Message = "Worker {0} started")]
    public void WorkerStarted(int worker)
    {
        if (IsEnabled())
            WriteEvent(1, worker);
    }

    [Event(2, Level = EventLevel.Informational, Message = "Worker {0} ended")]
    public void WorkerEnded(int worker)
    {
        if (IsEnabled())
            WriteEvent(2, worker);
    }

    [Event(3, Level = EventLevel.Verbose, Message = "Worker {0} found nothing to do and sleeps")]
    public void WorkerParked(int worker)
    {
        if (IsEnabled())
            WriteEvent(3, worker);
    }

    [Event(4, Level = EventLevel.Verbose, Message = "Worker {0} took a job of worker {1}")]
    public void JobStolen(int thief, int victim)
    {
        if (IsEnabled())
            WriteEvent(4, thief, victim);
    }

    /// <inheritdoc/>
    protected override void OnEventCommand(EventCommandEventArgs command)
    {
        Listening.ToWarnings = IsEnabled(EventLevel.Warning, EventKeywords.None);
        if (command.Command == EventCommand.Enable && command.Arguments?.ContainsKey("EventCounterIntervalSec") == true)
        {
            _countersWereAskedFor = true;
            if (_counters is [])
                _counters = MakeCounters();
        }
        else if (!IsEnabled())
        {
            _countersWereAskedFor = false;
        }
    }

    private DiagnosticCounter[] MakeCounters()
    {
        return
        [
            Count("pool-forks", "Forks opened", PoolMeter.Forks),
            Count("pool-promotions", "Forks moved to the heap", PoolMeter.Promotions),
            Count("pool-steals", "Jobs stolen", PoolMeter.Steals),
            Count("pool-parks", "Workers gone to sleep", PoolMeter.Parks),
        ];

        IncrementingPollingCounter Count(string name, string displayName, Func<WorkerPool, long> value) =>
            new(name, this, () => PoolMeter.Sum(value)) { DisplayName = displayName, DisplayRateTimeScale = TimeSpan.FromSeconds(1) };
    }

    [NonEvent]
    public void ReportUnobservedFailure(Exception failure)
    {
        if (!IsEnabled())
            return;
        string text;
        try
        {
            text = new AggregateException([failure, .. failure.GetSuppressed()]).ToString();
        }
        catch (Exception unprintable)
        {
            // Its text is user code, and may throw too; this can be the finalizer's thread, where that would end the process.
            text = $"{failure.GetType()}, whose text cannot be made because of {unprintable.GetType()}";
        }
        UnobservedFailure(text);
    }

    [Event(5, Level = EventLevel.Error, Message = "A failure that nobody waited for: {0}")]
    public void UnobservedFailure(string exception)
    {
        if (IsEnabled())
            WriteEvent(5, exception);
    }

    [Event(6, Level = EventLevel.Warning, Message = "A {0} was never disposed; the garbage collector found it")]
    public void ChannelEndLeaked(string end)
    {
        if (IsEnabled())
            WriteEvent(6, end);
    }

    [Event(7, Level = EventLevel.Warning, Message = "{0} kept its executor for {1} ms, and all its tasks waited: it computes, or blocks")]
    public void TaskPolledLong(string method, long milliseconds)
    {
        if (IsEnabled())
            WriteEvent(7, method, milliseconds);
    }

    [Event(8, Level = EventLevel.Warning, Message = "A future of {0} was neither awaited nor spawned, so its code has never run")]
    public void FutureLeaked(string method)
    {
        if (IsEnabled())
            WriteEvent(8, method);
    }

    [Event(9, Level = EventLevel.Verbose, Message = "A run over {0} items was split into {1} pieces, and in the end a worker did {2} items before it looked up")]
    public void RunEnded(long items, long pieces, long itemsAtOnce)
    {
        if (IsEnabled(EventLevel.Verbose, EventKeywords.None))
            WriteEvent(9, items, pieces, itemsAtOnce);
    }

    // Apart, so that a look at it makes no source.
    private static class Listening
    {
        // Until there is a source to ask.
        public static bool ToWarnings = true;
    }
}
