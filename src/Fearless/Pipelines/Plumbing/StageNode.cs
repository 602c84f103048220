using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Pipelines;

/// <summary>A stage of a run: its lanes, whether it was stopped, and what it counts.</summary>
internal abstract class StageNode : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly string _name;
    private AtomicBool _isStopped;
    private AtomicInt _threadsLeft;
    private AtomicLong _refused;

    /// <param name="run">The run that the stage is part of.</param>
    /// <param name="name">What the stage is called.</param>
    /// <param name="degree">How many lanes it has.</param>
    /// <param name="threads">How many threads call <see cref="Work"/>.</param>
    protected StageNode(PipelineRun run, string name, int degree, int threads)
    {
        Run = run;
        _stop = new CancellationTokenSource();
        Token = _stop.Token;
        _name = name;
        Threads = threads;
        _threadsLeft = new AtomicInt(threads);
        Lanes = new Lane[degree];
        for (int index = 0; index < degree; index++)
            Lanes[index] = new Lane();
    }

    public string Name => _name;

    public Lane[] Lanes { get; }

    public int Threads { get; }

    /// <summary>The stages that this one feeds.</summary>
    public abstract IEnumerable<StageNode?> Next { get; }

    /// <summary>Whether the stage is to begin nothing more. It goes on taking items, and accounts for them, so that nobody waits for
    /// room.</summary>
    // Relaxed: it publishes nothing. A stage that sees it late begins one item more.
    public bool IsStopped => _isStopped.ReadRelaxed();

    /// <summary>Cancelled when the stage is stopped.</summary>
    public CancellationToken Token { get; }

    /// <summary>What traces see of the stage; null if nobody listens.</summary>
    public Activity? Activity { get; set; }

    protected PipelineRun Run { get; }

    protected virtual int Queued => 0;

    protected virtual int Capacity => 0;

    /// <summary>What a thread of the stage does until there are no more items; where there is one thread, until there are none at the moment, and then
    /// again.</summary>
    /// <param name="lane">The lane of the thread.</param>
    public abstract void Work(Lane lane);

    /// <summary>Where there is one thread: does what there is to do, on behalf of a stage that waits for room here.</summary>
    /// <remarks>A stage is never worked ahead of itself: it is not among those that it feeds. So it stands between two items of its own.</remarks>
    public void WorkAhead() => Work(Lanes[0]);

    /// <summary>After the run.</summary>
    public void Dispose() => _stop.Dispose();

    /// <summary>Counts a thread out, and with the last one, for which it returns true, ends what the stage feeds.</summary>
    public bool Leave()
    {
        // ORDERING: a full fence; the last thread closes after all others have sent.
        if (_threadsLeft.Decrement() != 0)
            return false;
        Close();
        return true;
    }

    /// <summary>Lets the stage begin nothing more. Any thread.</summary>
    public void Stop()
    {
        if (_isStopped.Exchange(true))
            return;
        try
        {
            _stop.Cancel();
        }
        catch (Exception exception)
        {
            // Thrown by callbacks that the user registered with the token.
            Run.Keep(this, null, exception);
        }
    }

    /// <summary>Accounts for an item that arrived when all lanes had ended. Any thread.</summary>
    public void Refuse<T>(T item, bool ownsItem)
    {
        _refused.Increment();
        Discard(item, ownsItem);
    }

    /// <summary>Counts what the stage has done until <paramref name="now"/>.</summary>
    /// <param name="now">The moment, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="begin">When the run began.</param>
    /// <param name="doneBefore">The items that were done at the report before.</param>
    /// <param name="before">The moment of the report before.</param>
    public StageReport Report(long now, long begin, long doneBefore, long before)
    {
        LaneTimes times = Lanes.Aggregate(default(LaneTimes), (sum, lane) => sum + lane.TimesAt(now));
        double whole = Math.Max(1, now - begin) * (double)Lanes.Length;
        long done = Lanes.Sum(static lane => lane.Completed);
        return new StageReport(Name, Lanes.Length)
        {
            Done = done,
            Failed = Lanes.Sum(static lane => lane.FailedItems),
            NotStarted = Lanes.Sum(static lane => lane.NotStartedItems) + _refused.ReadRelaxed(),
            Produced = Lanes.Sum(static lane => lane.ProducedItems),
            Queued = Queued,
            Capacity = Capacity,
            Rate = (done - doneBefore) / Stopwatch.GetElapsedTime(before, Math.Max(now, before + 1)).TotalSeconds,
            BusyShare = times.Busy / whole,
            StarvedShare = times.Starved / whole,
            BlockedShare = times.Blocked / whole,
        };
    }

    /// <summary>Ends the queues around the stage.</summary>
    protected abstract void Close();

    /// <summary>Accounts for an item that the stage will not begin, or did not finish.</summary>
    protected void LeaveOut<T>(Lane lane, T item, bool ownsItem)
    {
        lane.NotStarted();
        Discard(item, ownsItem);
    }

    private void Discard<T>(T item, bool ownsItem)
    {
        if (!ownsItem)
            return;
        try
        {
            if (item is IDisposable disposable)
                disposable.Dispose();
            else if (item is IDisposable?[] batch)
                DisposeAll(batch, item);
        }
        catch (Exception exception)
        {
            Run.Keep(this, item, exception);
        }
    }

    private void DisposeAll(IDisposable?[] batch, object? item)
    {
        foreach (IDisposable? disposable in batch)
        {
            try
            {
                disposable?.Dispose();
            }
            catch (Exception exception)
            {
                Run.Keep(this, item, exception);
            }
        }
    }
}
