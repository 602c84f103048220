using System.Text;
using System.Text.Json;
using Fearless.Tool.Commands;
using Fearless.Tool.Measuring;
using Fearless.Tool.Measuring.Probes;
using Fearless.Tool.Output;
using Fearless.Tool.Tests.Commands;

namespace Fearless.Tool.Tests.Measuring;

public class MeasureTests
{
    public static TheoryData<string> Names => [.. Catalogue.All.Select(static probe => probe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_probe_measures_something(string name)
    {
        Probe probe = Catalogue.All.Single(probe => probe.Name == name);

        Measurement measurement = new Meter(rounds: 1, TimeSpan.FromMilliseconds(1)).Run(probe, TestContext.Current.CancellationToken);

        Assert.True(double.IsFinite(measurement.Median));
        Assert.True(measurement.Median > 0);
    }

    [Fact]
    public void A_waiting_task_is_what_it_allocates_whatever_the_machine_does()
    {
        Probe probe = Catalogue.All.Single(static probe => probe.Name == "memory that a waiting task uses");

        Assert.InRange(probe.Run(probe.Operations), 50, 1000);
    }

    [Fact]
    public void A_thread_reserves_the_stack_that_the_system_gives_it()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Probe probe = Catalogue.All.Single(static probe => probe.Name == "stack that a thread reserves");

        // No system has less than 64 KiB for a thread, and none a gibibyte.
        Assert.InRange(probe.Run(probe.Operations), 1.0 / 16, 1024);
    }

    [Fact]
    public void A_round_has_more_operations_until_it_is_long_enough_and_only_rounds_are_counted()
    {
        var counts = new List<int>();
        var probe = new Probe("waits", "x", null, Operations: 1, IsAdjusted: true, count =>
        {
            counts.Add(count);
            if (count >= 8)
                Thread.Sleep(20);
            return count;
        });

        Measurement measurement = new Meter(rounds: 3, TimeSpan.FromMilliseconds(15)).Run(probe, TestContext.Current.CancellationToken);

        Assert.Equal((8, 8, 8, 3), (measurement.Median, measurement.Lower, measurement.Upper, measurement.Rounds));
        Assert.Equal([1, 1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8, 8, 8, 8], counts);
    }

    [Fact]
    public void The_median_and_the_quartiles_are_between_neighbours()
    {
        Measurement measurement = Measurement.Of(Fixed(claim: null), [4, 1, 3, 2]);

        Assert.Equal((2.5, 1.75, 3.25, 4), (measurement.Median, measurement.Lower, measurement.Upper, measurement.Rounds));
    }

    [Theory]
    [InlineData(0.99, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2.01, false)]
    public void A_claim_holds_between_its_limits(double value, bool holds) =>
        Assert.Equal(holds, Measurement.Of(Fixed(new Claim("one to two", 1, 2)), [value]).Holds);

    [Fact]
    public void Figures_are_told_beside_what_the_guide_says_and_whether_it_holds()
    {
        using var line = new CommandLine();
        Measurement[] measured = [Measurement.Of(Fixed(new Claim("one to two", 1, 2)), [3]), Measurement.Of(Fixed(claim: null), [1234])];

        new MeasureView(line.Console).Write(measured, isInterrupted: true);
        Assert.Contains("one to two", line.Console.Output);
        Assert.Contains("no", line.Console.Output);
        Assert.Contains("1,234 x", line.Console.Output);
        Assert.Contains("Interrupted", line.Console.Output);

        using var stream = new MemoryStream();
        MeasureJson.Write(measured, isInterrupted: false, stream);
        using JsonDocument report = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal([false, null], report.RootElement.GetProperty("figures").EnumerateArray()
            .Select(static figure => figure.GetProperty("holds") is { ValueKind: not JsonValueKind.Null } holds ? holds.GetBoolean() : (bool?)null));
    }

    [Fact]
    public void Who_interrupts_at_once_is_told_that_nothing_was_measured()
    {
        using var line = new CommandLine();

        Assert.Equal(ExitCode.Interrupted, line.RunCancelled("measure", "--quick"));
        Assert.Empty(line.Console.Output);
    }

    private static Probe Fixed(Claim? claim) => Probe.Fixed("something", "x", claim, operations: 1, static _ => 1);
}
