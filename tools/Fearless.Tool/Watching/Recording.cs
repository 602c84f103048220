using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching;

/// <summary>All that was seen of a process, in the order in which it was. One thread's at a time.</summary>
/// <param name="frames">The methods of a stack, the innermost first. What is not resolved yet may be later.</param>
internal sealed class Recording(Func<int, IReadOnlyList<Frame>> frames)
{
    private readonly Dictionary<int, StackReading> _readings = [];

    // Until when each moment stands for the time; empty if there are no bursts.
    private readonly List<double> _until = [];

    /// <summary>When the samples were taken, in seconds since the watching began.</summary>
    public List<double> Moments { get; } = [];

    public List<Sample> Samples { get; } = [];

    /// <summary>When the collector had stopped all threads.</summary>
    public List<Span> Pauses { get; } = [];

    public List<Contention> Contentions { get; } = [];

    public List<PoolStep> PoolSteps { get; } = [];

    public List<PoolQueue> PoolQueues { get; } = [];

    public int Collections { get; set; }

    public int EventsLost { get; set; }

    /// <summary>What the system says of the threads; empty where it does not.</summary>
    public IReadOnlyList<ThreadUse> Threads { get; set; } = [];

    /// <summary>The system's view of a thread at a time: whether it had a core, or wanted one.</summary>
    public Func<int, double, bool> IsBusy { get; set; } = static (_, _) => true;

    /// <summary>Until when a moment stands for the time, and the next one from then on: half-way between them, but in bursts.</summary>
    public double UntilOf(int moment) => moment < _until.Count ? _until[moment] : MiddleAfter(moment);

    /// <summary>Has the last moments, which were taken shortly after each other, stand for all the time since the ones before them, each for as large a part of it as it has of theirs.</summary>
    /// <param name="first">The first of them.</param>
    public void EndBurst(int first)
    {
        double start = first > 0 ? _until[first - 1] : Moments[first];
        double end = Moments[^1];
        double length = end - Moments[first];
        for (int moment = first; moment < Moments.Count; moment++)
            _until.Add(length > 0 ? start + ((end - start) * (MiddleAfter(moment) - Moments[first]) / length) : end);
    }

    private double MiddleAfter(int moment) => (Moments[moment] + Moments[Math.Min(moment + 1, Moments.Count - 1)]) / 2;

    public StackReading ReadingOf(int stack)
    {
        if (_readings.TryGetValue(stack, out StackReading? reading))
            return reading;
        IReadOnlyList<Frame> methods = frames(stack);
        reading = StackReading.Of(methods);
        // A name that is missing while the program runs is there when it has ended.
        if (methods.All(static frame => frame.Module.Length > 0))
            _readings.Add(stack, reading);
        return reading;
    }
}
