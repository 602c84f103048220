namespace Fearless.ModelTests.Parallel;

/// <summary>Sequences whose items a pool works on ahead: each result comes in its turn, and then the end.</summary>
public class StreamTests
{
    [Fact]
    public void Results_come_in_order_and_then_the_end() => Model.Check(
        static () =>
        {
            using var pool = new WorkerPool(1);
            Assert.Equal([10, 20], new[] { 1, 2 }.ParSelect(static item => item * 10, capacity: 2, pool));
        },
        ModelBudget.Bounded with { PreemptionBound = 1 });

    [Fact]
    public void A_sequence_without_items_ends_at_once() => ModelBudget.CheckAll(static () =>
    {
        using WorkerPool pool = PoolWithoutWorkers.Create();
        IAsyncEnumerator<int> results = Array.Empty<int>().ParSelectAsync(static item => item, capacity: 1, pool).GetAsyncEnumerator();
        Assert.False(results.MoveNextAsync().Result);
    });

    [Fact]
    public void A_sequence_that_is_enumerated_meanwhile_is_folded_to_its_end() => Model.Check(
        static () =>
        {
            using var pool = new WorkerPool(1);
            var seen = new List<int>();
            pool.Install(() => Enumerable.Range(1, 2).ParBridge().ForEach(seen.Add));
            Assert.Equal([1, 2], seen);
        },
        ModelBudget.Bounded with { PreemptionBound = 0 });
}
