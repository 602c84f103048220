namespace Fearless.ModelTests.Parallel;

/// <summary>Pieces of one operation on two workers: each item is met once, and an operation that is over early says so to all
/// pieces.</summary>
public class IteratorTests
{
    [Fact]
    public void Each_item_is_met_once() => Check(static () =>
    {
        var met = new AtomicInt[4];
        Par.Range(0, met.Length).WithMaxLength(1).ForEach(index => met[index].Increment());
        Assert.All(met, static count => Assert.Equal(1, count.Read()));
    });

    [Fact]
    public void Items_are_collected_in_their_order() => Check(static () =>
        Assert.Equal([0, 2, 4, 6], Par.Range(0, 4).WithMaxLength(1).Select(static item => item * 2).ToArray()));

    [Fact]
    public void A_failure_is_thrown_and_the_other_pieces_stop_or_are_done() => Check(static () =>
        Assert.Throws<IOException>(static () =>
            Par.Range(0, 2).WithMaxLength(1).ForEach(static item => _ = item == 0 ? throw new IOException() : item)));

    [Fact]
    public void A_cancellation_is_thrown_unless_all_was_done() => Check(static () =>
    {
        using var source = new CancellationTokenSource();
        var met = new AtomicInt();
        ModelThread canceller = Model.Thread(() => Model.Cancel(source), "canceller");
        try
        {
            Par.Range(0, 2).WithMaxLength(1).WithCancellation(source.Token).ForEach(_ => met.Increment());
            Assert.Equal(2, met.Read());
        }
        catch (OperationCanceledException)
        {
        }
        canceller.Join();
    });

    [Fact]
    public void No_more_pieces_are_worked_on_at_once_than_the_degree_says() => Check(static () =>
    {
        var working = new AtomicInt();
        Par.Range(0, 3).WithMaxLength(1).WithDegree(1).ForEach(_ =>
        {
            Assert.Equal(1, working.Increment());
            working.Decrement();
        });
    });

    [Fact]
    public void As_many_items_pass_as_are_taken() => Check(static () =>
    {
        Assert.Equal(1, Par.Range(0, 2).WithMaxLength(1).TakeAny(1).Count());
        Assert.Equal(1, Par.Range(0, 2).WithMaxLength(1).SkipAny(1).Count());
    });

    [Fact]
    public void The_first_item_is_found_whoever_finds_another() => Check(static () =>
        Assert.Equal(1, Par.Range(0, 4).WithMaxLength(1).FindIndex(static item => item % 2 == 1)));

    private static void Check(Action body) => Model.Check(
        () =>
        {
            using var pool = new WorkerPool(2);
            pool.Install(body);
        },
        ModelBudget.Bounded);
}
