using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>Says of each lock who waited for it, and who held it meanwhile.</summary>
internal sealed class LockAnalyst
{
    private readonly Recording _recording;
    private readonly Dictionary<int, Sample[]> _owners;

    /// <param name="recording">What was seen.</param>
    /// <param name="firstSample">The first sample in which owners are looked for.</param>
    public LockAnalyst(Recording recording, int firstSample)
    {
        _recording = recording;
        HashSet<int> owners = [.. recording.Contentions.Select(static wait => wait.Owner)];
        _owners = recording.Samples.Skip(firstSample).Where(sample => owners.Contains(sample.Thread)).GroupBy(static sample => sample.Thread).ToDictionary(static owner => owner.Key, static owner => owner.ToArray());
    }

    /// <param name="threadSeconds">For how long threads did something, all together.</param>
    /// <param name="start">Waits that ended before are left out.</param>
    public IReadOnlyList<LockUse> Run(double threadSeconds, double start)
    {
        var locks = new List<LockUse>();
        var names = new Dictionary<string, int>();
        foreach (Contention[] waits in _recording.Contentions.Where(wait => wait.Time.End > start).GroupBy(static wait => wait.Lock).Select(static group => group.ToArray())
            .OrderByDescending(static waits => waits.Sum(Length)))
        {
            double seconds = waits.Sum(Length);
            LockPath[] waiters = [.. waits.GroupBy(wait => PathOf(wait.Stack)).Select(static path => PathWith(path.Key, path, static wait => wait.Waiter)).OrderByDescending(static path => path.Seconds)];
            string name = waiters[0].Path.Split(" > ")[^1];
            int number = names[name] = names.GetValueOrDefault(name) + 1;
            locks.Add(new LockUse(
                number > 1 ? $"{name} ({number})" : name, waits.Length, seconds, waits.Max(Length), threadSeconds > 0 ? seconds / threadSeconds : 0,
                waiters, HoldersOf(waits)));
        }
        return locks;
    }

    // The events say which thread held the lock when a wait began, and the samples where that thread was meanwhile.
    private LockPath[] HoldersOf(Contention[] waits) =>
    [
        .. waits.Select(wait => (Wait: wait, Sample: FirstSampleIn(wait.Time, wait.Owner))).Where(static seen => seen.Sample is not null)
            .GroupBy(seen => PathOf(seen.Sample!.Value.Stack), static seen => seen.Wait)
            .Select(static path => PathWith(path.Key, path, static wait => wait.Owner)).OrderByDescending(static path => path.Waits),
    ];

    private static LockPath PathWith(string path, IEnumerable<Contention> waits, Func<Contention, int> threadOf) =>
        new(path, waits.Count(), waits.Sum(Length), [.. waits.Select(threadOf).Distinct().Order()]);

    private Sample? FirstSampleIn(Span time, int thread)
    {
        if (!_owners.TryGetValue(thread, out Sample[]? samples))
            return null;
        int first = Sorted.FirstNotBelow(samples, time.Start, sample => _recording.Moments[sample.Moment]);
        return first < samples.Length && _recording.Moments[samples[first].Moment] <= time.End ? samples[first] : null;
    }

    private string PathOf(int stack)
    {
        if (stack < 0)
            return "code that is not known";
        StackReading reading = _recording.ReadingOf(stack);
        return reading.Path.Count > 0 ? string.Join(" > ", reading.Path) : reading.Call ?? "code of the platform";
    }

    private static double Length(Contention wait) => wait.Time.End - wait.Time.Start;
}
