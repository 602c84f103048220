using Fearless.Sync;
using Fearless.Tasks;

namespace Fearless.ModelTests.Tasks;

public class LoopStepTests
{
    [Fact]
    public void A_step_that_is_used_for_one_wait_after_the_other_brings_each_continuation_home_once() =>
        ModelBudget.CheckAll(static () => WaitTwice(static loop => new LoopStep(loop)));

    [Fact]
    public void One_that_is_emptied_after_its_continuation_loses_the_next() =>
        ModelBudget.Catches(ModelFailureKind.Exception, static () => WaitTwice(static loop => new EmptiedTooLate(loop)));

    private static void WaitTwice(Func<LoopContext, ILoopStep> create)
    {
        var loop = new TestLoop();
        ILoopStep step = create(loop);
        var waits = new[] { new Wait(), new Wait() };
        var continued = new List<object?>();
        foreach (Wait wait in waits)
        {
            // Whoever comes second finds the other there.
            Model.Thread(() =>
            {
                if (wait.Arrive())
                    step.Post();
            });
        }

        Begin(0);
        loop.RunUntil(() => continued.Count == waits.Length);
        Assert.Equal([0, 1], continued);

        void Begin(int number)
        {
            step.Prepare(
                state =>
                {
                    continued.Add(state);
                    if (number + 1 < waits.Length)
                        Begin(number + 1);
                },
                number);
            if (waits[number].Arrive())
                step.Post();
        }
    }

    /// <summary>A step with two things the wrong way round.</summary>
    private sealed class EmptiedTooLate(LoopContext loop) : Work, ILoopStep
    {
        private Action<object?>? _continuation;
        private object? _state;

        public bool IsOf(ILoopContext other) => other == loop;

        public void Prepare(Action<object?> continuation, object? state) => (_continuation, _state) = (continuation, state);

        public void Post() => loop.TryPost(this);

        public override void Run(EventLoop inLoop)
        {
            _continuation!(_state);
            (_continuation, _state) = (null, null);
        }
    }

    /// <summary>Where the one who waits and the one who completes meet.</summary>
    private sealed class Wait
    {
        private AtomicBool _isThere;

        /// <summary>True for the second.</summary>
        public bool Arrive() => _isThere.Exchange(true);
    }
}
