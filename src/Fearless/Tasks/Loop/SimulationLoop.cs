using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A loop that does the same each time: of what is ready a chooser names the next, and when nothing is, the time of the next who sleeps has
/// come.</summary>
internal sealed class SimulationLoop : EventLoop
{
    private readonly List<Work> _ready = [];
    private readonly Func<int, int> _choose;
    private readonly SimulationClock _clock;

    private SimulationLoop(SimulationClock clock, Func<int, int> choose, CancellationToken cancellationToken)
        : base(clock, ThreadParker.Current.Unparker, cancellationToken)
    {
        _clock = clock;
        _choose = choose;
        clock.Loop = this;
    }

    public override bool HasThreads => false;

    public override ThreadLoop Home => throw NoOutside();

    /// <summary>Runs <paramref name="body"/> and everything it starts on this thread, and returns when all of it has ended.</summary>
    /// <param name="body">Called once.</param>
    /// <param name="choose">Names one of so many; called where there are several.</param>
    /// <param name="cancellationToken">Cancels everything.</param>
    public static T Run<T>(Func<Frame<T>> body, Func<int, int> choose, CancellationToken cancellationToken)
    {
        ThrowIfInside();
        cancellationToken.ThrowIfCancellationRequested();
        var loop = new SimulationLoop(new SimulationClock(), choose, cancellationToken);
        Outside outside = loop.StepIn(Worker.Current);
        Frame<T>? main;
        try
        {
            main = loop.Root.SpawnMain(body);
            loop.Run();
        }
        finally
        {
            // What was ready when the chooser threw, if it did.
            loop._ready.ForEach(loop.Push);
            loop.Close();
            StepOut(outside);
        }
        return loop.Root.Finish(main);
    }

    /// <exception cref="InvalidOperationException">This thread runs an executor already.</exception>
    public static void ThrowIfInside()
    {
        if (Current is not null)
            throw new InvalidOperationException(
                "This thread runs an executor already, and a simulation would block it. Begin the simulation outside of tasks.");
    }

    protected override Reactor OpenReactor() => throw NoOutside();

    private static NotSupportedException NoOutside() => new(
        "A simulation has no sockets, descriptors and processes: what comes from outside, and when, is not the same each time. Let a channel take "
        + "the place of the connection.");

    private void Run()
    {
        bool isStalled = false;
        while (true)
        {
            TakeArrivals();
            FireTimers();
            while (TryTakeReady(out Work? work))
                _ready.Add(work);
            if (_ready.Count > 0)
            {
                RunOne(TakeOne());
            }
            else if (HasEnded)
            {
                break;
            }
            else if (NextDue is { } due)
            {
                _clock.AdvanceTo(due);
            }
            else if (!isStalled)
            {
                isStalled = true;
                Root.Fail(new SimulationStalledException());
            }
            else
            {
                // What does not end when it is cancelled is left behind: nothing here could ever wake it.
                break;
            }
        }
    }

    private Work TakeOne()
    {
        int chosen = _ready.Count == 1 ? 0 : _choose(_ready.Count);
        if ((uint)chosen >= (uint)_ready.Count)
            throw new InvalidOperationException(
                $"{chosen} was chosen of {_ready.Count} that can go on. Return at least zero, and less than what is passed.");
        Work work = _ready[chosen];
        // In their order: what is chosen with zeros alone runs as it does without a simulation.
        _ready.RemoveAt(chosen);
        return work;
    }
}
