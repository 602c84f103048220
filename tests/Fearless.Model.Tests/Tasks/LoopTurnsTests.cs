using Fearless.Sync;
using Fearless.Tasks;

namespace Fearless.ModelTests.Tasks;

public class LoopTurnsTests
{
    [Fact]
    public void Whatever_others_add_is_taken_by_one_turn_at_a_time_and_none_is_left() => ModelBudget.CheckAll(static () =>
    {
        var loop = new Loop();
        Model.Thread(loop.Add, "adds");
        loop.Add();
        Model.JoinAll();
        Assert.Equal(2, loop.Taken.Read());
    });

    [Fact]
    public void A_turn_that_leaves_something_is_followed_by_another() => ModelBudget.CheckAll(static () =>
    {
        var loop = new Loop { LeavesMore = 1 };
        Model.Thread(loop.Add, "adds");
        loop.Add();
        Model.JoinAll();
        Assert.Equal(2, loop.Taken.Read());
        Assert.Equal(0, loop.LeavesMore);
    });

    [Fact]
    public void Nobody_queues_a_loop_that_has_had_its_last_turn() => ModelBudget.CheckAll(static () =>
    {
        var loop = new Loop { IsLast = true };
        loop.Add();
        Model.Thread(loop.Wake, "wakes too late");
        Model.JoinAll();
        Assert.Equal(1, loop.Turns.Read());
    });

    /// <summary>A loop whose turns are threads: each begins when the turn is queued, so that a second one at the same time is a data race.</summary>
    private sealed class Loop : IWakeable
    {
        public Checked<int> Taken;
        public Checked<int> Turns;

        private Inbox _inbox;
        private LoopTurns _turns = new(LoopTurns.State.Rests);

        public Loop() => _inbox = new Inbox(this);

        public int LeavesMore { get; set; }

        public bool IsLast { get; init; }

        public void Add() => Assert.True(_inbox.TryPush(new Letter()));

        public void Wake()
        {
            if (_turns.Wake())
                Queue();
        }

        private void Queue() => Model.Thread(Run, "has a turn");

        private void Run()
        {
            _turns.Begin();
            Turns.Write(Turns.Read() + 1);
            for (Work? work = _inbox.TakeAll(); work is not null; work = work.Next.Take())
                Taken.Write(Taken.Read() + 1);
            if (IsLast)
                return;
            if (LeavesMore > 0)
            {
                LeavesMore--;
                _turns.Continue();
                Queue();
            }
            else if (!_turns.TryRest())
            {
                Queue();
            }
        }
    }

    private sealed class Letter : Work
    {
        public override void Run(EventLoop loop)
        {
        }
    }
}
