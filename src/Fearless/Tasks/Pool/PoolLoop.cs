using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A loop that has no thread: when there is something to do, a worker of its pool runs it for a while, now this one, now that.
/// </summary>
internal sealed class PoolLoop : EventLoop
{
    private readonly PoolTurn _turn;
    private readonly AlarmClock _alarms;
    private readonly EndOfLoop _end;
    private Alarm? _alarm;

    private PoolLoop(WorkerPool pool, EventLoop parent, PoolTurn turn, EndOfLoop end)
        : base(parent.Clock, turn, CancellationToken.None)
    {
        Pool = pool;
        _turn = turn;
        _alarms = parent.Alarms;
        _end = end;
    }

    public override Reactor Reactor => throw new NotSupportedException(
        "A task on a worker pool cannot have an AsyncSocket. Make it in a task on the thread of Executor.BlockOn, or use the asynchronous methods "
        + "of System.Net.Sockets.Socket.");

    public override AlarmClock Alarms => _alarms;

    public WorkerPool Pool { get; }

    /// <summary>Starts a loop whose first task is <paramref name="main"/>.</summary>
    /// <param name="pool">The pool whose workers run it.</param>
    /// <param name="parent">The loop of the caller, which is told of its end.</param>
    /// <param name="main">A future that the caller has claimed.</param>
    /// <param name="end">What <paramref name="parent"/> runs when everything has ended.</param>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public static PoolLoop Start(WorkerPool pool, EventLoop parent, Frame main, EndOfLoop end)
    {
        var turn = new PoolTurn();
        var loop = new PoolLoop(pool, parent, turn, end);
        loop.Root.StartMain(main);
        turn.Loop = loop;
        pool.BeginOperation();
        turn.Wake();
        return loop;
    }

    /// <summary>Has everything in it cancelled. Any thread.</summary>
    // RACE: it may have ended.
    public void Cancel() => TryPost(new ScopeCancellation(Root));

    /// <summary>Runs what there is to do, but not for long. For its turn alone.</summary>
    public TurnEnd RunOnWorker()
    {
        Surroundings outer = StepIn();
        TakeArrivals();
        FireTimers();
        RunReady();
        TurnEnd end = HasReady ? TurnEnd.More : HasEnded ? TurnEnd.Last : TurnEnd.Rest;
        if (end == TurnEnd.Rest)
            SetAlarm();
        else if (end == TurnEnd.Last)
            Close();
        GoBack(outer);
        return end;
    }

    /// <summary>Tells whoever waits for it of its end. For its turn alone, the last time.</summary>
    public void Finish()
    {
        if (_alarm is { } alarm)
            _alarms.Remove(alarm);
        // The parent cannot have ended: it waits for this.
        _end.Parent.TryPost(_end);
        Pool.EndOperation();
    }

    private void SetAlarm()
    {
        if (NextDue is { } due)
            _alarms.Set(_alarm ??= new Alarm(this), due);
    }
}
