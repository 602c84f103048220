using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>One run of a pipeline: the stages as they were built for it, their threads, and what failed. See the README beside.</summary>
internal sealed class PipelineRun
{
    private const string ProgressStage = "progress";

    private readonly List<StageNode> _nodes = [];
    private readonly List<IStageQueue> _queues = [];
    private readonly List<OrderWindow> _windows = [];
    private readonly Dictionary<object, StageNode> _splits = [];
    private readonly PipelineOptions _options;
    private readonly CancellationToken _token;
    private IProgress<PipelineProgress>? _progress;

    // Written by whoever fails, without a lock: a thread that was interrupted must get past.
    private TreiberStack<PipelineFailure> _failures;

    // Relaxed, both: they are read when the threads of the run have ended and its token can call nobody any more, and both ends are waited for.
    private AtomicBool _isCancelled;
    private AtomicBool _wasCut;
    private CountLatch _running = null!;
    private Activity? _activity;
    private long _begin;

    private PipelineRun(PipelineOptions options, IProgress<PipelineProgress>? progress, CancellationToken token)
    {
        _options = options;
        _progress = progress;
        _token = token;
    }

    public string Name => _options.Name;

    /// <summary>Builds what is described, runs it, and returns when every thread has ended.</summary>
    public static PipelineReport Execute<T>(
        Blueprint<T> blueprint, PipelineOptions options, IProgress<PipelineProgress>? progress, CancellationToken token)
    {
        var run = new PipelineRun(options, progress, token);
        try
        {
            blueprint.Build(run, Outlet<T>.Nowhere);
            return run.Execute();
        }
        finally
        {
            run.Dispose();
        }
    }

    /// <summary>Adds a stage, after those that feed it.</summary>
    public void Add(StageNode node) => _nodes.Add(node);

    /// <summary>Makes the queue before a stage.</summary>
    /// <param name="capacity">How many items may wait; null for what the options say.</param>
    /// <param name="traffic">Who puts items in and takes them out.</param>
    /// <param name="ownsItems">Whether an item that is not processed is to be disposed.</param>
    public StageQueue<T> AddQueue<T>(int? capacity, Traffic traffic, bool ownsItems)
    {
        var queue = new StageQueue<T>(capacity ?? _options.Capacity, traffic, ownsItems);
        _queues.Add(queue);
        return queue;
    }

    /// <summary>Makes the window before a stage that puts items in order.</summary>
    public OrderWindow AddWindow()
    {
        var window = new OrderWindow();
        _windows.Add(window);
        return window;
    }

    /// <summary>Says which split of this run branches begin at.</summary>
    public void AddSplit<T>(IEnumerable<BranchBlueprint<T>> starts, SplitNode<T> split)
    {
        foreach (BranchBlueprint<T> start in starts)
            _splits[start] = split;
    }

    /// <summary>The split of this run that a branch begins at.</summary>
    /// <exception cref="InvalidOperationException">It is not part of this pipeline.</exception>
    public SplitNode<T> FindSplit<T>(BranchBlueprint<T> start) => _splits.TryGetValue(start, out StageNode? split)
        ? (SplitNode<T>)split
        : throw new InvalidOperationException(
            "The pipeline that a branch receives was used outside of the branch. Use it only in what the function returns.");

    /// <summary>Keeps what a stage threw, and stops what the policy says. Any thread.</summary>
    public void Fail(StageNode node, object? item, Exception exception)
    {
        Keep(node, item, exception);
        switch (_options.OnFailure)
        {
            case FailurePolicy.FinishDownstream:
                StopAllBut(Downstream(node));
                break;
            case FailurePolicy.StopAll:
                StopAllBut([]);
                break;
        }
    }

    /// <summary>Keeps what was thrown. Any thread.</summary>
    public void Keep(StageNode node, object? item, Exception exception) =>
        _failures.Push(new PipelineFailure(node.Name, item, exception));

    /// <summary>A source has ended before its items did.</summary>
    public void Cut() => _wasCut.WriteRelaxed(true);

    private static HashSet<StageNode> Downstream(StageNode node)
    {
        var reached = new HashSet<StageNode>();
        var left = new Stack<StageNode>([node]);
        while (left.TryPop(out StageNode? from))
        {
            foreach (StageNode? next in from.Next)
            {
                if (next is not null && reached.Add(next))
                    left.Push(next);
            }
        }
        return reached;
    }

    private PipelineReport Execute()
    {
        foreach (IStageQueue queue in _queues)
            queue.Seal();
        _running = new CountLatch(_nodes.Sum(static node => node.Threads));
        _begin = Stopwatch.GetTimestamp();
        _activity = PipelineTelemetry.BeginRun(this, _options.Name);
        using (_token.UnsafeRegister(static run => ((PipelineRun)run!).Cancel(), this))
        {
            if (SingleThread.IsOn)
            {
                WorkAlone();
            }
            else
            {
                // The worker of a pool that comes here is replaced while it waits.
                Par.Blocking(this, static run =>
                {
                    ThreadScope.Run(run, static (scope, run) => run.StartAndWatch(scope));
                    return true;
                });
            }
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(_begin);
        StageReport[] stages = Reports();
        Tell(new PipelineProgress(elapsed, stages));
        IReadOnlyList<PipelineFailure> failures = _failures.ToList();
        var report = new PipelineReport(Outcome(stages, failures), elapsed, stages, failures, _token);
        PipelineTelemetry.EndRun(_activity, _options.Name, report);
        return report;
    }

    private PipelineOutcome Outcome(StageReport[] stages, IReadOnlyList<PipelineFailure> failures)
    {
        if (_isCancelled.ReadRelaxed() && failures.All(static failure => failure.Exception is OperationCanceledException))
        {
            if (failures.Count > 0 || _wasCut.ReadRelaxed() || stages.Any(static stage => stage.NotStarted > 0))
                return PipelineOutcome.Cancelled;
        }
        return failures.Count > 0 ? PipelineOutcome.Failed : PipelineOutcome.Completed;
    }

    // Each stage to its end, after those that feed it. What a stage has no room for it has the next one take (StageNode.WorkAhead).
    private void WorkAlone()
    {
        foreach (StageNode node in _nodes)
            BeginActivity(node);
        foreach (StageNode node in _nodes)
        {
            Work(node, node.Lanes[0]);
            for (int thread = 1; thread < node.Threads; thread++)
                Leave(node);
        }
    }

    private void StartAndWatch(ThreadScope scope)
    {
        // The last first: whatever a thread sends, somebody is there, or will not be, to take it.
        for (int index = _nodes.Count - 1; index >= 0; index--)
        {
            BeginActivity(_nodes[index]);
            Start(scope, _nodes[index]);
        }
        Watch();
    }

    private void BeginActivity(StageNode node)
    {
        if (_activity is not null)
            node.Activity = PipelineTelemetry.BeginStage(node, _activity);
    }

    private void Start(ThreadScope scope, StageNode node)
    {
        ThreadScope named = scope.With(new ThreadOptions { Name = node.Name.Replace('\0', ' ') });
        for (int thread = 0; thread < node.Threads; thread++)
        {
            try
            {
                named.Spawn((Run: this, Node: node, Lane: node.Lanes[thread]), static work => work.Run.Work(work.Node, work.Lane));
            }
            catch (Exception exception)
            {
                // No memory for another thread. What would wait for it is told, and what it would take is refused.
                Crash(node, exception);
                Leave(node);
            }
        }
    }

    private void Work(StageNode node, Lane lane)
    {
        lane.Begin();
        try
        {
            if (node.Activity is not null)
                Activity.Current = node.Activity;
            node.Work(lane);
        }
        catch (Exception exception)
        {
            // What the user's code throws does not come here: the thread was interrupted, or there is no memory.
            Crash(node, exception);
        }
        lane.End();
        Leave(node);
    }

    private void Leave(StageNode node)
    {
        if (node.Leave() && node.Activity is { } activity)
            EndActivity(node, activity);
        _running.Decrement();
    }

    private void EndActivity(StageNode node, Activity activity)
    {
        try
        {
            PipelineTelemetry.EndStage(activity, node.Report(Stopwatch.GetTimestamp(), _begin, doneBefore: 0, _begin));
        }
        catch (Exception exception)
        {
            // Thrown by a listener of the user's.
            Keep(node, null, exception);
        }
    }

    private void Crash(StageNode node, Exception exception)
    {
        Keep(node, null, exception);
        StopAllBut([]);
        foreach (OrderWindow window in _windows)
            window.Break();
    }

    private void Cancel()
    {
        _isCancelled.WriteRelaxed(true);
        StopAllBut([]);
    }

    private void StopAllBut(HashSet<StageNode> spared)
    {
        foreach (StageNode node in _nodes)
        {
            if (!spared.Contains(node))
                node.Stop();
        }
    }

    private void Watch()
    {
        StageReport[]? previous = null;
        long before = _begin;
        while (_progress is not null && !_running.Wait(_options.ProgressInterval))
        {
            long now = Stopwatch.GetTimestamp();
            StageReport[] stages = Reports(previous, before);
            Tell(new PipelineProgress(Stopwatch.GetElapsedTime(_begin, now), stages));
            previous = stages;
            before = now;
        }
    }

    /// <summary>What each stage has done so far. Any thread.</summary>
    public StageReport[] Reports() => Reports(previous: null, _begin);

    private StageReport[] Reports(StageReport[]? previous, long before)
    {
        long now = Stopwatch.GetTimestamp();
        var reports = new StageReport[_nodes.Count];
        for (int index = 0; index < reports.Length; index++)
            reports[index] = _nodes[index].Report(now, _begin, previous?[index].Done ?? 0, before);
        return reports;
    }

    /// <summary>Calls the callback. If it fails, it is not called again, and the run is stopped as by a stage behind all others.</summary>
    private void Tell(PipelineProgress value)
    {
        try
        {
            _progress?.Report(value);
        }
        catch (Exception exception)
        {
            _progress = null;
            _failures.Push(new PipelineFailure(ProgressStage, null, exception));
            if (_options.OnFailure != FailurePolicy.Continue)
                StopAllBut([]);
        }
    }

    private void Dispose()
    {
        PipelineTelemetry.Forget(this);
        foreach (StageNode node in _nodes)
            node.Dispose();
        foreach (IStageQueue queue in _queues)
            queue.Dispose();
        foreach (OrderWindow window in _windows)
            window.Dispose();
    }
}
