using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A loop that has no thread: when there is something to do, a worker of its pool runs it for a while, now this one, now that.
/// </summary>
internal sealed class PoolLoop : EventLoop, ILeaf
{
    /// <summary>One in so many turns is timed.</summary>
    private const int TurnsATime = 4;

    private readonly EventLoop _parent;
    private readonly Work _end;

    // Whether it keeps the pool from being disposed of. One whose parent is on the same pool leaves that to it.
    private readonly bool _isOperation;

    private Alarm? _alarm;
    private WatchedReactor? _watched;
    private uint _turns;

    private PoolLoop(WorkerPool pool, EventLoop parent, PoolTurn turn, Work end)
        : base(parent.Clock, turn, CancellationToken.None)
    {
        Pool = pool;
        _parent = parent;
        Home = parent.Home;
        _end = end;
        _isOperation = parent is not PoolLoop { Pool: var parentPool } || parentPool != pool;
    }

    public override ThreadLoop Home { get; }

    public WorkerPool Pool { get; }

    TaskActivity ILeaf.Activity => TaskActivity.AwaitingPool;

    /// <summary>Whether one of its latest turns took some milliseconds.</summary>
    public bool IsSlow { get; private set; }

    /// <summary>Starts a loop whose first task is <paramref name="main"/>.</summary>
    /// <param name="pool">The pool whose workers run it.</param>
    /// <param name="parent">The loop of the caller, which is told of its end.</param>
    /// <param name="main">A future that the caller has claimed.</param>
    /// <param name="end">What <paramref name="parent"/> runs when everything has ended, and which waits for that.</param>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public static PoolLoop Start(WorkerPool pool, EventLoop parent, Frame main, Work end)
    {
        var turn = new PoolTurn();
        var loop = new PoolLoop(pool, parent, turn, end);
        loop.Root.StartMain(main);
        if (parent.VisibleBinding is { } inherited)
            loop.MakeLocals().Set(main, inherited);
        turn.Loop = loop;
        if (loop._isOperation)
            pool.BeginOperation();
        turn.Start();
        return loop;
    }

    /// <summary>Has everything in it cancelled. Any thread.</summary>
    // RACE: it may have ended.
    public void Cancel() => TryPost(new ScopeCancellation(Root));

    /// <summary>The task that waits for its end was cancelled: so is everything in it, and the wait goes on.</summary>
    bool ILeaf.TryRelease(Frame waiter)
    {
        Cancel();
        return false;
    }

    /// <summary>Runs what there is to do, but not for long, and at its end tells whoever waits for that. For its turn alone.</summary>
    public TurnEnd RunOn(Worker worker)
    {
        Outside outside = StepIn(worker);
        TurnEnd end = Run();
        if (end == TurnEnd.Last)
            Finish();
        StepOut(outside);
        return end;
    }

    private TurnEnd Run()
    {
        // Not in each turn, since to look takes as long as to run something small; one that lives for few turns is never slow.
        bool isTimed = ++_turns % TurnsATime == 0;
        long start = isTimed ? Environment.TickCount64 : 0;
        TakeArrivals();
        CollectReady();
        if (NextDue is not null)
            Guard(static loop => loop.FireTimers());
        RunReady();
        if (isTimed)
            IsSlow = Environment.TickCount64 != start;
        if (!HasReady && !HasEnded)
            Guard(static loop => loop.PrepareToRest());
        return HasReady ? TurnEnd.More : HasEnded ? TurnEnd.Last : TurnEnd.Rest;
    }

    // These call the user's clock. If that fails so does everything in the loop; the worker goes on.
    private void Guard(Action<PoolLoop> action)
    {
        try
        {
            action(this);
        }
        catch (Exception exception)
        {
            Root.Fail(exception);
        }
    }

    private void PrepareToRest()
    {
        if (NextDue is { } due)
            Home.Alarms.Set(_alarm ??= new Alarm(this), due);
        _watched?.Rest();
    }

    protected override Reactor OpenReactor()
    {
        if (Home.Backend == IoBackend.Portable)
            return new PortableReactor();
        _watched = Home.Watch.Open(this);
        return _watched.Reactor;
    }

    private void Finish()
    {
        _watched?.Leave();
        Close();
        if (_alarm is { } alarm)
            Home.Alarms.Remove(alarm);
        // The parent cannot have ended: it waits for this.
        _parent.TryPost(_end);
        if (_isOperation)
            Pool.EndOperation();
    }
}
