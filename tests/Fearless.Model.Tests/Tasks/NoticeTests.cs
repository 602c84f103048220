using Fearless.Tasks;

namespace Fearless.ModelTests.Tasks;

public class NoticeTests
{
    [Fact]
    public void Whatever_has_happened_is_told_after_it() => ModelBudget.CheckAll(static () => Happen(static (loop, seen) => new Counted(loop, seen)));

    [Fact]
    public void One_that_may_be_given_again_only_once_it_was_told_loses_what_happens_meanwhile() =>
        ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () => Happen(static (loop, seen) => new ForgottenTooLate(loop, seen)));

    [Fact]
    public void What_happens_while_the_loop_ends_is_told_of_or_refused_and_what_happens_later_is_refused() => ModelBudget.CheckAll(static () =>
    {
        var loop = new TestLoop();
        var notice = new Counted(loop, new Seen());
        for (int thread = 0; thread < 2; thread++)
            Model.Thread(() => notice.TryGive());
        loop.End();
        Model.JoinAll();
        Assert.False(notice.TryGive());
    });

    // Signals that come on threads of their own, and a loop that looks at what has come when it is told.
    private static void Happen(Func<LoopContext, Seen, IGiven> create)
    {
        var loop = new TestLoop();
        var seen = new Seen();
        IGiven notice = create(loop, seen);
        for (int thread = 0; thread < 2; thread++)
        {
            Model.Thread(() =>
            {
                seen.Happened.Increment();
                Assert.True(notice.TryGive());
            });
        }
        loop.RunUntil(() => seen.Told == 2);
    }

    private sealed class Seen
    {
        public AtomicInt Happened;

        public int Told { get; private set; }

        public void Look() => Told = Happened.Read();
    }

    private interface IGiven
    {
        bool TryGive();
    }

    private sealed class Counted(LoopContext loop, Seen seen) : Notice(loop), IGiven
    {
        protected override void Tell() => seen.Look();
    }

    /// <summary>A notice with two steps the wrong way round.</summary>
    private sealed class ForgottenTooLate(LoopContext loop, Seen seen) : Work, IGiven
    {
        private AtomicBool _isPosted;

        public bool TryGive() => _isPosted.Exchange(true) || loop.TryPost(this);

        public override void Run(EventLoop inLoop)
        {
            seen.Look();
            _isPosted.Exchange(false);
        }
    }
}
