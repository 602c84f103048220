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
    private readonly Dictionary<Activity, double> _program = [];
    private readonly Dictionary<Activity, double> _threads = [];
    private readonly Dictionary<(int Thread, Activity Activity), double> _eachThread = [];
    private readonly Dictionary<(Activity Activity, string Method), PathSum> _paths = [];
    private bool _poolHasIdleWorker;
    private double _computeSeconds;
    private double _wouldComputeSeconds;

    private Analyst(Recording recording, int cores) => (_recording, _cores) = (recording, cores);

    /// <summary>Analyses what was recorded since a moment.</summary>
    public static WatchReport Run(Recording recording, int cores, int firstMoment = 0) => new Analyst(recording, cores).Run(firstMoment);

    private WatchReport Run(int firstMoment)
    {
        List<double> moments = _recording.Moments;
        int firstSample = Sorted.FirstNotBelow(_recording.Samples, firstMoment, static sample => sample.Moment);
        int sample = firstSample;
        var now = new List<(Activity Activity, StackReading Reading)>();
        double start = moments.Count <= firstMoment ? 0 : firstMoment > 0 ? _recording.UntilOf(firstMoment - 1) : moments[0];
        int pause = 0;
        for (int moment = firstMoment; moment < moments.Count; moment++)
        {
            now.Clear();
            _poolHasIdleWorker = false;
            double since = moment > firstMoment ? _recording.UntilOf(moment - 1) : start;
            double until = _recording.UntilOf(moment);
            double time = until - since - PausedBetween(since, until, ref pause);
            for (; sample < _recording.Samples.Count && _recording.Samples[sample].Moment == moment; sample++)
                Add(_recording.Samples[sample], moments[moment], time, now);
            AddMoment(now, moments[moment], time);
        }

        double end = moments.Count > firstMoment ? _recording.UntilOf(moments.Count - 1) : start;
        double garbage = _recording.Pauses.Sum(span => Overlap(span, start, end));
        if (garbage > 0)
            _program[Activity.Garbage] = garbage;
        double seconds = end - start;
        double threadSeconds = _threads.Values.Sum();
        return new WatchReport
        {
            Seconds = seconds,
            Cores = _cores,
            Moments = moments.Count - firstMoment,
            Program = Shares(_program, seconds),
            Threads = Shares(_threads, threadSeconds),
            Parallelism = Ratio(_threads.GetValueOrDefault(Activity.Computes), _computeSeconds),
            WouldCompute = Ratio(_threads.GetValueOrDefault(Activity.Computes) + _threads.GetValueOrDefault(Activity.Lock), _wouldComputeSeconds),
            Paths = [.. _paths.Select(pair => pair.Value.Share(pair.Key.Activity, seconds)).OrderByDescending(static path => (path.Share, path.ThreadSeconds))],
            Locks = new LockAnalyst(_recording, firstSample).Run(threadSeconds, start),
            Pool = PoolOf(start),
            EachThread = ThreadsOf(),
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
    }

    private void AddMoment(List<(Activity Activity, StackReading Reading)> now, double at, double time)
    {
        Activity program = now.Count > 0 ? now.Min(static thread => thread.Activity) : Activity.Idle;
        int inProgram = now.Count(thread => thread.Activity == program);
        // With a worker free, what is queued is taken at once, and was only there when somebody looked.
        if (program > Activity.Pool && !_poolHasIdleWorker && QueueAt(at) > 0)
            program = Activity.Pool;
        Increase(_program, program, time);
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

    private double PausedBetween(double start, double end, ref int first)
    {
        List<Span> pauses = _recording.Pauses;
        while (first < pauses.Count && pauses[first].End <= start)
            first++;
        double paused = 0;
        for (int i = first; i < pauses.Count && pauses[i].Start < end; i++)
            paused += Overlap(pauses[i], start, end);
        return paused;
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
        PoolStep[] steps = [.. _recording.PoolSteps.Where(step => step.Time >= start)];
        return new PoolUse(
            steps.Count(static step => step.IsStarved),
            steps.Select(static step => step.Threads).DefaultIfEmpty().Min(),
            steps.Select(static step => step.Threads).DefaultIfEmpty().Max(),
            _recording.PoolQueues.Where(queue => queue.Time >= start).Select(static queue => queue.Length).DefaultIfEmpty().Max());
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
