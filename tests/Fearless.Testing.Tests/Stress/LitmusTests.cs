namespace Fearless.Testing.Tests.Stress;

/// <summary>The harness shows what processors do.</summary>
public class LitmusTests
{
    [Fact]
    public void Loads_overtake_stores_without_a_fence()
    {
        StressReport<(int, int)> report = StressTest
            .For(static () => new Cells())
            .Actor(static cells =>
            {
                cells.X = 1;
                cells.R1 = cells.Y;
            })
            .Actor(static cells =>
            {
                cells.Y = 1;
                cells.R2 = cells.X;
            })
            .Outcome(static cells => (cells.R1, cells.R2))
            .Interesting((0, 0), "both loads ran ahead of the stores")
            .Acceptable(static _ => true)
            .Check(new() { Budget = TimeSpan.FromMinutes(1), StopOnceInteresting = true });

        Assert.True(report.CountOf((0, 0)) > 0, report.ToString());
    }

    [Fact]
    public void No_load_overtakes_a_store_across_a_full_fence() => StressTest
        .For(static () => new Cells())
        .Actor(static cells =>
        {
            cells.X = 1;
            Interlocked.MemoryBarrier();
            cells.R1 = cells.Y;
        })
        .Actor(static cells =>
        {
            cells.Y = 1;
            Interlocked.MemoryBarrier();
            cells.R2 = cells.X;
        })
        .Outcome(static cells => (cells.R1, cells.R2))
        .Forbidden((0, 0), "a load ran ahead of the store before it")
        .Acceptable(static _ => true)
        .Check();

    [Fact]
    public void A_message_is_seen_whole_through_a_release_and_an_acquire() => StressTest
        .For(static () => new Cells())
        .Actor(static cells =>
        {
            cells.X = 1;
            Volatile.Write(ref cells.Y, 1);
        })
        .Actor(static cells =>
        {
            cells.R1 = Volatile.Read(ref cells.Y);
            cells.R2 = cells.X;
        })
        .Outcome(static cells => (Flag: cells.R1, Message: cells.R2))
        .Acceptable((0, 0), "too early")
        .Acceptable((0, 1), "between the two")
        .Acceptable((1, 1), "after both")
        .Forbidden((1, 0), "the flag without the message")
        .Check();

    [Fact]
    public void Increments_get_lost_without_an_interlocked_operation()
    {
        StressReport<int> report = StressTest
            .For(static () => new Cells())
            .Actor(static cells =>
            {
                cells.R1 = cells.X;
                Thread.SpinWait(1);
                cells.X = cells.R1 + 1;
            })
            .Actor(static cells =>
            {
                cells.R2 = cells.X;
                Thread.SpinWait(1);
                cells.X = cells.R2 + 1;
            })
            .Outcome(static cells => cells.X)
            .Acceptable(2)
            .Interesting(1, "one was lost")
            .Check(new() { Budget = TimeSpan.FromMinutes(1), StopOnceInteresting = true });

        Assert.True(report.CountOf(1) > 0, report.ToString());
    }

    private sealed class Cells
    {
        public int X;
        public int Y;
        public int R1;
        public int R2;
    }
}
