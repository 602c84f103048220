namespace Fearless.ModelTests.Atomics;

public class CheckedTests
{
    [Fact]
    public void Two_writes_that_nothing_orders_are_a_race() => ModelBudget.Catches(ModelFailureKind.DataRace, static () =>
    {
        var cells = new Checked<int>[1];
        Model.Thread(() => cells[0].Write(1));
        cells[0].Write(2);
    });

    [Fact]
    public void A_read_and_a_write_that_nothing_orders_are_a_race() => ModelBudget.Catches(ModelFailureKind.DataRace, static () =>
    {
        var cells = new Checked<int>[1];
        Model.Thread(() => cells[0].Read());
        cells[0].Write(2);
    });

    [Fact]
    public void Taking_counts_as_writing() => ModelBudget.Catches(ModelFailureKind.DataRace, static () =>
    {
        var cells = new Checked<string>[1];
        Model.Thread(() => cells[0].Read());
        cells[0].Take();
    });

    [Fact]
    public void Two_reads_are_no_race() => ModelBudget.CheckAll(static () =>
    {
        var cells = new Checked<int>[1];
        cells[0].Write(1);
        Model.Thread(() => cells[0].Read());
        cells[0].Read();
    });

    [Fact]
    public void Starting_and_joining_a_thread_order_what_it_does() => ModelBudget.CheckAll(static () =>
    {
        var cells = new Checked<int>[1];
        cells[0].Write(1);
        Model.Thread(() => cells[0].Write(cells[0].Read() + 1)).Join();
        Assert.Equal(2, cells[0].Read());
    });

    [Fact]
    public void A_write_after_starting_a_thread_races_with_it() => ModelBudget.Catches(ModelFailureKind.DataRace, static () =>
    {
        var cells = new Checked<int>[1];
        ModelThread thread = Model.Thread(() => cells[0].Read());
        cells[0].Write(1);
        thread.Join();
    });

    [Fact]
    public void A_write_after_the_release_races_with_the_acquirer() => ModelBudget.Catches(ModelFailureKind.DataRace, static () =>
    {
        var cells = new Checked<int>[1];
        var flags = new AtomicInt[1];
        Model.Thread(() =>
        {
            flags[0].Write(1);
            cells[0].Write(1);
        });
        if (flags[0].Read() == 1)
            cells[0].Read();
    });
}
