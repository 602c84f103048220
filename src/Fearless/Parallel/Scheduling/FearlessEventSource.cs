using System.Diagnostics.Tracing;

namespace Fearless.Scheduling;

/// <summary>What happens inside the pools, as events for dotnet-trace and its like. Free when nobody listens.</summary>
[EventSource(Name = "Fearless")]
internal sealed class FearlessEventSource : EventSource
{
    public static readonly FearlessEventSource Log = new();

    // Made when someone asks for counters, and kept: one asked for is asked for again.
    private DiagnosticCounter[] _counters = [];
    private bool _countersWereAskedFor;

    private FearlessEventSource()
    {
    }

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
}
