using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class OnceCellTests
{
    [Fact]
    public void One_of_two_makes_the_value_and_both_have_it() => ModelBudget.CheckAll(
        static () =>
        {
            var cell = new OnceCell<int>();
            Model.Thread(() => Assert.Equal(cell.GetOrInit(static () => 1), cell.Get()), "first");
            Assert.Equal(cell.GetOrInit(static () => 2), cell.Get());
            Model.JoinAll();
            Assert.False(cell.Core.HasWaiters);
        });

    [Fact]
    public void When_one_fails_the_other_makes_the_value() => ModelBudget.CheckAll(
        static () =>
        {
            var cell = new OnceCell<int>();
            Model.Thread(
                () =>
                {
                    try
                    {
                        Assert.Equal(2, cell.GetOrInit(static () => throw new FormatException()));
                    }
                    catch (FormatException)
                    {
                    }
                },
                "failing");
            Assert.Equal(2, cell.GetOrInit(static () => 2));
            Model.JoinAll();
            Assert.Equal(2, cell.Get());
            Assert.False(cell.Core.HasWaiters);
        });

    [Fact]
    public void It_is_set_by_one_and_who_waits_has_the_value() => ModelBudget.CheckAll(
        static () =>
        {
            var cell = new OnceCell<int>();
            bool isSet = false;
            Model.Thread(() => isSet = cell.TrySet(1), "setter");
            int value = cell.GetOrInit(static () => 2);
            Model.JoinAll();
            Assert.Equal(isSet ? 1 : 2, value);
            Assert.Equal(value, cell.Wait());
        });

    [Fact]
    public void A_task_that_is_cancelled_leaves_its_turn_to_the_next() => Model.Check(
        static () =>
        {
            var cell = new OnceCell<int>();
            using var source = new CancellationTokenSource();
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(() => Assert.InRange(cell.GetOrInit(static () => 1), 1, 2), "other");
            ModelTaskLoop.Run(async () =>
            {
                try
                {
                    Assert.InRange(await cell.GetOrInitAsync(static _ => new ValueTask<int>(2), source.Token), 1, 2);
                }
                catch (OperationCanceledException)
                {
                }
            });
            Model.JoinAll();
            Assert.Equal(cell.Get(), cell.Wait());
            Assert.False(cell.Core.HasWaiters);
        },
        ModelBudget.Bounded);
}
