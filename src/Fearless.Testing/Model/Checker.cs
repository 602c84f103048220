using System.Diagnostics;

namespace Fearless.Testing;

/// <summary>One call of <see cref="Model.Check(Action, ModelOptions?)"/>.</summary>
internal sealed class Checker
{
    private static readonly TimeSpan ShrinkingTime = TimeSpan.FromSeconds(3);

    private readonly Action _body;
    private readonly ModelOptions _options;
    private Execution _execution = null!;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _executions;
    private int _maxSteps;
    private bool _isExhaustive;

    public Checker(Action body, ModelOptions options)
    {
        _body = body;
        _options = options;
    }

    /// <summary>Explores until something fails, all is explored, or the budget is spent.</summary>
    /// <exception cref="ModelFailureException">Something failed.</exception>
    public ModelReport Run()
    {
        Exception? failure = null;
        ModelHost host = ModelHost.Rent();
        _execution = host.Execution;
        _execution.Prepare(_options);
        host.Do(() => failure = Catch(RunHere));
        bool sawNothing = _execution.ThreadCount > 1 && !_execution.Memory.WasUsed;
        host.Return();
        if (failure is not null)
            throw failure;
        if (sawNothing)
            throw new InvalidOperationException(
                "The model started threads, but used nothing that the checker sees. If it uses Fearless.Atomics, the product's Fearless.dll is in the output folder "
                + "instead of the model build: set <FearlessModel>true</FearlessModel> in the project file.");
        return Report();
    }

    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void RunHere()
    {
        if (_options.Replay is not null)
            Show(Schedule.Parse(_options.Replay), null);
        else if (_options.Strategy == ModelStrategy.Random)
            Explore(new RandomWalk(_options.Seed), _options.MaxDuration);
        else if (_options.Strategy == ModelStrategy.Pct)
            Explore(new Pct(_options.Seed, _options.PctDepth), _options.MaxDuration);
        else
            ExploreAll();
    }

    private void ExploreAll()
    {
        if (_options.PreemptionBound is not { } bound)
        {
            _isExhaustive = Explore(new DepthFirst(-1, _options.Reduces), _options.MaxDuration);
            return;
        }
        for (int preemptions = 0; preemptions <= bound; preemptions++)
        {
            var search = new DepthFirst(preemptions, _options.Reduces);
            if (!Explore(search, _options.MaxDuration - _watch.Elapsed))
                return;
            _isExhaustive = !search.WasCut;
            if (_isExhaustive)
                return;
        }
    }

    // Whether the strategy came to its end. Throws when something failed.
    private bool Explore(Strategy strategy, TimeSpan time)
    {
        if (Search(strategy, time, _options.MaxExecutions - _executions) is not { } failure)
            return strategy.IsExhausted;
        Schedule schedule = _execution.Schedule;
        if (failure.Kind != ModelFailureKind.Nondeterminism)
            schedule = Shrink(failure.Kind, schedule);
        Show(schedule, failure);
        return false;
    }

    private ModelFailure? Search(Strategy strategy, TimeSpan time, long executions)
    {
        _execution.Use(strategy);
        long end = Stopwatch.GetTimestamp() + (long)(Math.Min(time.TotalSeconds, 1e6) * Stopwatch.Frequency);
        do
        {
            if (executions-- <= 0)
                return null;
            _execution.Run(_body);
            _executions++;
            _maxSteps = Math.Max(_maxSteps, _execution.EventCount);
            if (_execution.Failure is { } failure)
                return failure;
        }
        while (strategy.Advance(_execution) && IsInTime(end));
        return null;
    }

    private bool IsInTime(long end)
    {
        long now = Stopwatch.GetTimestamp();
        _execution.Processor.ChooseAnew(now);
        return now < end;
    }

    // Looks for an execution that fails in the same way and is easier to read: without stale reads, and with fewer preemptions.
    private Schedule Shrink(ModelFailureKind kind, Schedule found)
    {
        var watch = Stopwatch.StartNew();
        foreach (bool stale in (bool[])[false, true])
        {
            if (stale && !_options.WeakMemory)
                break;
            for (int preemptions = 0; preemptions <= 3; preemptions++)
            {
                TimeSpan left = ShrinkingTime - watch.Elapsed;
                if (left <= TimeSpan.Zero)
                    return found;
                _execution.AllowsStaleReads = stale;
                var search = new DepthFirst(preemptions);
                if (Search(search, left, long.MaxValue)?.Kind == kind)
                    return _execution.Schedule;
                if (search.IsExhausted && !search.WasCut)
                    break;
            }
        }
        return found;
    }

    // Runs the schedule again and writes down what it does.
    private void Show(Schedule schedule, ModelFailure? failure)
    {
        _execution.AllowsStaleReads = schedule.AllowsStaleReads;
        _execution.Use(new Replaying(schedule));
        var trace = new TraceBuilder();
        _execution.Trace = trace;
        _execution.Run(_body);
        _execution.Trace = null;
        _executions++;
        if ((_execution.Failure ?? failure) is not { } shown)
            return;
        string text = schedule.ToString();
        string reordering = schedule.AllowsStaleReads && _options.WeakMemory
            ? "" : "The interleaving alone shows it; no reordering of memory is needed." + Environment.NewLine;
        throw new ModelFailureException(
            shown,
            $"{shown.Message}{Environment.NewLine}{Environment.NewLine}{trace}{Environment.NewLine}{reordering}Found in execution {_executions}. To see it again: new ModelOptions {{ Replay = \"{text}\" }}",
            text,
            Report());
    }

    private ModelReport Report() => new(_executions, _isExhaustive, _maxSteps, _watch.Elapsed);
}
