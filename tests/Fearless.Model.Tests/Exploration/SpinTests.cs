namespace Fearless.ModelTests.Exploration;

/// <summary>Loops that wait: they come to an end when what they wait for comes, whatever else they do.</summary>
public class SpinTests
{
    [Fact]
    public void A_loop_that_fences_sees_what_it_waits_for() => ModelBudget.CheckAll(static () =>
    {
        var flags = new Flags();
        Model.Thread(() => flags.Second.WriteRelaxed(1), "setter");
        while (flags.Second.ReadRelaxed() == 0)
        {
            Fence.Full();
            Spin.Wait(1);
        }
    });

    [Fact]
    public void Two_loops_that_fence_let_each_other_go_on() => ModelBudget.CheckAll(static () =>
    {
        var flags = new Flags();
        Model.Thread(() => Signal(ref flags.First, ref flags.Second), "one");
        Signal(ref flags.Second, ref flags.First);
    });

    [Fact]
    public void A_loop_that_fences_gives_up_before_and_after_the_other_has_come()
    {
        Outcomes<bool> outcomes = Model.Explore(static () =>
        {
            var flags = new Flags();
            ModelThread setter = Model.Thread(() => flags.First.Write(1), "setter");
            bool came = false;
            for (int spins = 0; spins < 40 && !came; spins++)
            {
                came = flags.First.Read() != 0;
                Fence.Full();
                Spin.Wait(1);
            }
            setter.Join();
            return came;
        }, ModelBudget.Everything);

        Assert.Equal([false, true], outcomes.Order());
        Assert.True(outcomes.Report.IsExhaustive);
    }

    private static void Signal(ref AtomicInt own, ref AtomicInt other)
    {
        own.WriteRelaxed(1);
        Fence.Full();
        while (other.ReadRelaxed() == 0)
        {
            Fence.Full();
            Spin.Wait(1);
        }
    }

    private sealed class Flags
    {
        public AtomicInt First;
        public AtomicInt Second;
    }
}
