using Fearless.Scheduling;

namespace Fearless.ModelTests.Parallel;

/// <summary>The words in which a pool counts who is idle and what is not done, without its workers.</summary>
public class CountTests
{
    [Fact]
    public void Workers_that_change_at_once_are_all_counted() => ModelBudget.CheckAll(static () =>
    {
        var idle = new IdleWorkers[1];
        Model.Thread(
            () =>
            {
                idle[0].StartSearching();
                idle[0].SearchingToSleeping();
                idle[0].SleepingToSearching();
            },
            "other");
        idle[0].StartSearching();
        idle[0].SearchingToSleeping();
        Model.JoinAll();
        Assert.Equal((1, 1), (idle[0].Searching, idle[0].Sleeping));
        Assert.Equal(0, idle[0].StopSearching());
    });

    [Fact]
    public void One_of_two_that_stop_searching_at_once_is_the_last() => ModelBudget.CheckAll(static () =>
    {
        var idle = new IdleWorkers[1];
        idle[0].StartSearching();
        idle[0].StartSearching();
        int other = 0;
        Model.Thread(() => other = idle[0].StopSearching(), "other");
        int own = idle[0].StopSearching();
        Model.JoinAll();
        Assert.Equal(1, own + other);
    });

    [Fact]
    public void A_pool_that_is_closed_takes_only_what_its_workers_still_begin() => ModelBudget.CheckAll(static () =>
    {
        var operations = new Operations[] { new() };
        Assert.True(operations[0].TryBegin(1, byWorker: false));
        bool isTaken = false;
        ModelThread worker = Model.Thread(
            () =>
            {
                isTaken = operations[0].TryBegin(1, byWorker: true);
                operations[0].End();
            },
            "worker");
        Assert.True(operations[0].TryClose());
        Assert.False(operations[0].TryBegin(1, byWorker: false));
        worker.Join();
        Assert.True(isTaken);
        Assert.False(operations[0].Drained.IsSet);
        operations[0].End();
        Assert.True(operations[0].Drained.IsSet);
        Assert.False(operations[0].TryBegin(1, byWorker: true));
    });

    [Fact]
    public void A_pool_is_closed_by_one_of_two_and_drained_by_what_ends_last() => ModelBudget.CheckAll(static () =>
    {
        var operations = new Operations[] { new() };
        bool other = false;
        Model.Thread(() => other = operations[0].TryClose(), "other");
        bool own = operations[0].TryClose();
        Model.JoinAll();
        Assert.True(own ^ other);
        Assert.True(operations[0].IsClosed);
        Assert.True(operations[0].Drained.IsSet);
    });

    [Fact]
    public void What_begins_at_once_is_counted_or_refused() => ModelBudget.CheckAll(static () =>
    {
        var operations = new Operations[] { new() };
        bool other = false;
        Model.Thread(() => other = operations[0].TryBegin(1, byWorker: false), "other");
        bool own = operations[0].TryBegin(1, byWorker: false);
        operations[0].TryClose();
        Model.JoinAll();
        Assert.True(own);
        Assert.False(operations[0].Drained.IsSet);
        operations[0].End();
        Assert.Equal(!other, operations[0].Drained.IsSet);
    });
}
