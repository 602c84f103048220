using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>Spreads what samples stand for over the slices of a <see cref="Timeline"/>.</summary>
/// <param name="whole">The time that is cut into slices.</param>
internal sealed class TimelineBuilder(Span whole)
{
    private readonly double _slice = (whole.End - whole.Start) / Timeline.Slices;
    private readonly Dictionary<Activity, double[]> _program = [];
    private readonly Dictionary<int, Dictionary<Activity, double[]>> _threads = [];

    public Timeline Timeline => new(
        _slice, _program, _threads.ToDictionary(static thread => thread.Key, static IReadOnlyDictionary<Activity, double[]> (thread) => thread.Value));

    /// <summary>The program did something all the time.</summary>
    public void AddProgram(Activity activity, Span time) => Add(_program, activity, time);

    /// <summary>A thread did something all the time.</summary>
    public void AddThread(int thread, Activity activity, Span time)
    {
        if (!_threads.TryGetValue(thread, out Dictionary<Activity, double[]>? row))
            _threads.Add(thread, row = []);
        Add(row, activity, time);
    }

    private void Add(Dictionary<Activity, double[]> row, Activity activity, Span time)
    {
        double start = Math.Max(time.Start, whole.Start);
        double end = Math.Min(time.End, whole.End);
        if (end <= start)
            return;
        if (!row.TryGetValue(activity, out double[]? shares))
            row.Add(activity, shares = new double[Timeline.Slices]);
        int last = SliceOf(end);
        for (int i = SliceOf(start); i <= last; i++)
        {
            double sliceStart = whole.Start + (i * _slice);
            double overlap = Math.Min(end, sliceStart + _slice) - Math.Max(start, sliceStart);
            // What is rounded must not make more of a slice than there is.
            shares[i] = Math.Min(1, shares[i] + (Math.Max(0, overlap) / _slice));
        }
    }

    private int SliceOf(double time) => Math.Clamp((int)((time - whole.Start) / _slice), 0, Timeline.Slices - 1);
}
