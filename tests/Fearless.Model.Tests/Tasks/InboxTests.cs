using Fearless.Sync;
using Fearless.Tasks;

namespace Fearless.ModelTests.Tasks;

public class InboxTests
{
    [Fact]
    public void Whatever_is_added_while_the_loop_looks_and_parks_is_taken_and_complete() => ModelBudget.CheckAll(static () =>
    {
        Parker parker = ThreadParker.Current;
        var inbox = new Inbox(parker.Unparker);
        for (int thread = 0; thread < 2; thread++)
        {
            Model.Thread(() =>
            {
                var work = new Letter();
                work.Content.Write(1);
                Assert.True(inbox.TryPush(work));
            });
        }

        int taken = 0;
        while (true)
        {
            for (Work? work = inbox.TakeAll(); work is not null; work = work.Next.Take())
                taken += ((Letter)work).Content.Read();
            if (taken == 2)
                break;
            parker.Park();
        }
    });

    [Fact]
    public void One_thread_s_letters_stay_in_order() => ModelBudget.CheckAll(static () =>
    {
        Parker parker = ThreadParker.Current;
        var inbox = new Inbox(parker.Unparker);
        Model.Thread(() =>
        {
            for (int content = 1; content <= 3; content++)
            {
                var work = new Letter();
                work.Content.Write(content);
                Assert.True(inbox.TryPush(work));
            }
        });

        int last = 0;
        while (last < 3)
        {
            for (Work? work = inbox.TakeAll(); work is not null; work = work.Next.Take())
                Assert.Equal(++last, ((Letter)work).Content.Read());
            if (last < 3)
                parker.Park();
        }
    });

    [Fact]
    public void A_loop_that_changes_its_parker_misses_nothing() => ModelBudget.CheckAll(static () =>
    {
        var inbox = new Inbox(ThreadParker.Current.Unparker);
        Model.Thread(() => Assert.True(inbox.TryPush(new Letter())));

        var parker = new Parker();
        inbox.Owner = parker.Unparker;
        while (inbox.TakeAll() is null)
            parker.Park();
    });

    [Fact]
    public void What_comes_while_it_is_closed_is_taken_or_refused()
    {
        Outcomes<(int, int)> outcomes = Model.Explore(static () =>
        {
            Parker parker = ThreadParker.Current;
            var inbox = new Inbox(parker.Unparker);
            var refused = new AtomicInt();
            for (int thread = 0; thread < 2; thread++)
            {
                Model.Thread(() =>
                {
                    if (!inbox.TryPush(new Letter()))
                        refused.Increment();
                });
            }
            int taken = 0;
            for (Work? work = inbox.Close(); work is not null; work = work.Next.Take())
                taken++;
            Model.JoinAll();
            Assert.Equal(2, taken + refused.Read());
            return (taken, refused.Read());
        }, ModelBudget.Everything);

        Assert.True(outcomes.Report.IsExhaustive);
        Assert.Equal([(0, 2), (1, 1), (2, 0)], outcomes.Order());
    }

    [Fact]
    public void An_operation_that_ends_on_another_thread_wakes_the_loop_that_counts_it()
    {
        // The wait for the end of an async void method: a count and an unpark.
        ModelBudget.CheckAll(static () =>
        {
            Parker parker = ThreadParker.Current;
            var loop = new ThreadLoop(TimeProvider.System, CancellationToken.None);
            loop.OperationStarted();
            Model.Thread(loop.OperationCompleted);
            while (loop.HasOperations)
                parker.Park();
        });
    }

    private sealed class Letter : Work
    {
        public Checked<int> Content;

        public override void Run(EventLoop loop)
        {
        }
    }
}
