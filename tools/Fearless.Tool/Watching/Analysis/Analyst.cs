using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>Makes shares of the time from samples.</summary>
/// <remarks>
/// A sample stands for the time from half-way to the one before until half-way to the one after it, without the pauses of the collector: under load the samples come
/// at uneven intervals, and counting them would overrate what lets itself be stopped quickly. Those of a burst share the time since the burst before in the same way.
/// </remarks>
internal sealed class Analyst
{
    private readonly Recording _recording;
    private readonly int _cores;
    private readonly int _firstMoment;
    private readonly Span _whole;
    private readonly TimelineBuilder _timeline;
    private readonly List<Span> _running = [];
    private readonly List<Span> _paused = [];
    private readonly Dictionary<Activity, double> _program = [];
    private readonly Dictionary<Activity, double> _threads = [];
    private readonly Dictionary<(int Thread, Activity Activity), double> _eachThread = [];
    private readonly Dictionary<(Activity Activity, string Method), PathSum> _paths = [];
    private bool _poolHasIdleWorker;
    private double _computeSeconds;
    private double _wouldComputeSeconds;

    private Analyst(Recording recording, int cores, int firstMoment)
    {
        (_recording, _cores, _firstMoment) = (recording, cores, firstMoment);
        List<double> moments = recording.Moments;
        _whole = moments.Count > firstMoment ? new Span(firstMoment > 0 ? recording.UntilOf(firstMoment - 1) : moments[0], recording.UntilOf(moments.Count - 1)) : default;
        _timeline = new TimelineBuilder(_whole);
    }

    /// <summary>Analyses what was recorded since a moment.</summary>
    public static WatchReport Run(Recording recording, int cores, int firstMoment = 0) => new Analyst(recording, cores, firstMoment).Run();

    private WatchReport Run()
    {
        List<double> moments = _recording.Moments;
        int firstSample = Sorted.FirstNotBelow(_recording.Samples, _firstMoment, static sample => sample.Moment);
        int sample = firstSample;
        var now = new List<(Activity Activity, StackReading Reading)>();
        int pause = 0;
        for (int moment = _firstMoment; moment < moments.Count; moment++)
        {
            now.Clear();
            _poolHasIdleWorker = false;
            var interval = new Span(moment > _firstMoment ? _recording.UntilOf(moment - 1) : _whole.Start, _recording.UntilOf(moment));
            CutOutPauses(interval, ref pause);
            double time = _running.Sum(static span => span.End - span.Start);
            for (; sample < _recording.Samples.Count && _recording.Samples[sample].Moment == moment; sample++)
                Add(_recording.Samples[sample], moments[moment], time, now);
            AddMoment(now, moments[moment], time);
        }

        double garbage = _recording.Pauses.Sum(span => Overlap(span, _whole.Start, _whole.End));
        if (garbage > 0)
            _program[Activity.Garbage] = garbage;
        foreach (Span paused in _recording.Pauses)
            _timeline.AddProgram(Activity.Garbage, paused);
        double seconds = _whole.End - _whole.Start;
        double threadSeconds = _threads.Values.Sum();
        return new WatchReport
        {
            Seconds = seconds,
            Cores = _cores,
            Moments = moments.Count - _firstMoment,
            Program = Shares(_program, seconds),
            Threads = Shares(_threads, threadSeconds),
            Parallelism = Ratio(_threads.GetValueOrDefault(Activity.Computes), _computeSeconds),
            WouldCompute = Ratio(_threads.GetValueOrDefault(Activity.Computes) + _threads.GetValueOrDefault(Activity.Lock), _wouldComputeSeconds),
            Paths = [.. _paths.Select(pair => pair.Value.Share(pair.Key.Activity, seconds)).OrderByDescending(static path => (path.Share, path.ThreadSeconds))],
            Locks = new LockAnalyst(_recording, firstSample).Run(threadSeconds, _whole.Start),
            Pool = PoolOf(_whole.Start),
            EachThread = ThreadsOf(),
            Timeline = _timeline.Timeline,
            Collections = _recording.Collections,
            EventsLost = _recording.EventsLost,
        };
    }

    private void Add(Sample sample, double at, double time, List<(Activity Activity, StackReading Reading)> now)
    {
        StackReading reading = _recording.ReadingOf(sample.Stack);
        Activity activity = sample.IsRunning ? reading.Running : reading.Stopped;
        // Native code that is called may compute or wait; only the system knows which.
        if (activity == Activity.Native && _recording.IsBusy(sample.Thread, at))
            activity = Activity.Computes;
        _poolHasIdleWorker |= activity == Activity.Idle && reading.IsOfPool;
        if (activity == Activity.Idle || reading.IsOurs)
            return;
        now.Add((activity, reading));
        Increase(_threads, activity, time);
        Increase(_eachThread, (sample.Thread, activity), time);
        foreach (Span span in _running)
            _timeline.AddThread(sample.Thread, activity, span);
        // Who waits anyway is not stopped by the collector.
        foreach (Span span in _paused)
            _timeline.AddThread(sample.Thread, activity == Activity.Computes ? Activity.Garbage : activity, span);
    }

    private void AddMoment(List<(Activity Activity, StackReading Reading)> now, double at, double time)
    {
        Activity program = now.Count > 0 ? now.Min(static thread => thread.Activity) : Activity.Idle;
        int inProgram = now.Count(thread => thread.Activity == program);
        // With a worker free, what is queued is taken at once, and was only there when somebody looked.
        if (program > Activity.Pool && !_poolHasIdleWorker && QueueAt(at) > 0)
            program = Activity.Pool;
        Increase(_program, program, time);
        if (program != Activity.Idle)
        {
            foreach (Span span in _running)
                _timeline.AddProgram(program, span);
        }
        if (program == Activity.Computes)
            _computeSeconds += time;
        if (now.Any(static thread => thread.Activity is Activity.Computes or Activity.Lock))
            _wouldComputeSeconds += time;
        foreach (var (activity, reading) in now)
        {
            string method = reading.Path.Count > 0 ? reading.Path[^1] : "";
            if (!_paths.TryGetValue((activity, method), out PathSum? path))
                _paths.Add((activity, method), path = new PathSum());
            path.Add(reading, time, shown: activity == program ? time / inProgram : 0, alone: activity == program && inProgram == 1);
        }
    }

    private void CutOutPauses(Span interval, ref int first)
    {
        _running.Clear();
        _paused.Clear();
        List<Span> pauses = _recording.Pauses;
        while (first < pauses.Count && pauses[first].End <= interval.Start)
            first++;
        double start = interval.Start;
        for (int i = first; i < pauses.Count && pauses[i].Start < interval.End; i++)
        {
            var paused = new Span(Math.Max(start, pauses[i].Start), Math.Min(pauses[i].End, interval.End));
            if (paused.Start > start)
                _running.Add(new Span(start, paused.Start));
            if (paused.End > paused.Start)
                _paused.Add(paused);
            start = Math.Max(start, paused.End);
        }
        if (interval.End > start)
            _running.Add(new Span(start, interval.End));
    }

    // The queue is read a few times a second; the nearest reading counts.
    private double QueueAt(double time)
    {
        List<PoolQueue> queues = _recording.PoolQueues;
        int reading = Sorted.FirstNotBelow(queues, time, static queue => queue.Time);
        if (reading == queues.Count || (reading > 0 && time - queues[reading - 1].Time < queues[reading].Time - time))
            reading--;
        return reading < 0 ? 0 : queues[reading].Length;
    }

    private PoolUse PoolOf(double start)
    {
        PoolStep[] steps = [.. _recording.PoolSteps.Where(step => step.Time >= start).Select(step => step with { Time = step.Time - start })];
        PoolQueue[] queues = [.. _recording.PoolQueues.Where(queue => queue.Time >= start).Select(queue => queue with { Time = queue.Time - start })];
        return new PoolUse(
            steps.Count(static step => step.IsStarved),
            steps.Select(static step => step.Threads).DefaultIfEmpty().Min(),
            steps.Select(static step => step.Threads).DefaultIfEmpty().Max(),
            queues.Select(static queue => queue.Length).DefaultIfEmpty().Max(),
            steps, queues);
    }

    private List<ThreadShare> ThreadsOf()
    {
        Dictionary<int, ThreadUse> uses = _recording.Threads.ToDictionary(static use => use.Id);
        ILookup<int, (Activity Activity, double Seconds)> seconds = _eachThread.ToLookup(static pair => pair.Key.Thread, static pair => (pair.Key.Activity, pair.Value));
        return [.. uses.Keys.Union(seconds.Select(static thread => thread.Key))
            .Select(id => new ThreadShare(id, uses.GetValueOrDefault(id)?.Name ?? "", seconds[id].ToDictionary(static part => part.Activity, static part => part.Seconds), uses.GetValueOrDefault(id)))
            .OrderByDescending(static thread => (thread.Use?.Computed + thread.Use?.WaitedForCore ?? 0) + thread.Seconds.Values.Sum())];
    }

    private static Dictionary<Activity, double> Shares(Dictionary<Activity, double> seconds, double whole) =>
        seconds.ToDictionary(static pair => pair.Key, pair => Ratio(pair.Value, whole));

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private static double Overlap(Span span, double start, double end) => Math.Max(0, Math.Min(span.End, end) - Math.Max(span.Start, start));

    private static void Increase<TKey>(Dictionary<TKey, double> sums, TKey key, double by)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + by;

    /// <summary>What gathers for a method.</summary>
    private sealed class PathSum
    {
        private readonly Dictionary<string, (StackReading Reading, double Seconds)> _ways = [];
        private double _seconds;
        private double _shown;
        private double _alone;
        private double _onPool;

        public void Add(StackReading reading, double time, double shown, bool alone)
        {
            _seconds += time;
            _shown += shown;
            if (alone)
                _alone += time;
            if (reading.IsOfPool)
                _onPool += time;
            string way = string.Join('>', reading.Path);
            _ways[way] = (reading, _ways.GetValueOrDefault(way).Seconds + time);
        }

        public PathShare Share(Activity activity, double whole)
        {
            StackReading longest = _ways.Values.MaxBy(static way => way.Seconds).Reading;
            return new PathShare(activity, longest.Path, longest.Call, Ratio(_shown, whole), _seconds, Ratio(_alone, whole), _onPool > _seconds / 2);
        }
    }
}
