using System.Globalization;
using Fearless.ModelBenchmarks;

// How many executions a second the model checker explores, in turns with loom where that is at hand.
// Arguments: rounds (5), milliseconds a sample (1000).
int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var sample = TimeSpan.FromMilliseconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000);

LoomPeer? loom = LoomPeer.TryBuild(out string missing);
if (loom is null)
    Console.WriteLine($"Without loom: {missing}.");

Rate.Measure(TwoThreads.Body, sample);
var ours = new List<Rate>();
var theirs = new List<Rate>();
for (int round = 0; round < rounds; round++)
{
    long before = GC.GetTotalAllocatedBytes(precise: true);
    ours.Add(Rate.Measure(TwoThreads.Body, sample));
    long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
    if (loom is not null)
        theirs.Add(loom.Measure(sample));
    string besides = theirs.Count == 0 ? "" : $"; loom {theirs[^1].PerSecond:N0} /s, {theirs[^1].PerProcessorSecond:N0} a processor second";
    Console.WriteLine(
        $"round {round + 1}: Fearless {ours[^1].PerSecond:N0} executions /s, {ours[^1].PerProcessorSecond:N0} a processor second, "
        + $"{(double)allocated / ours[^1].Executions:N0} bytes each{besides}");
}
Console.WriteLine($"Fearless: median {Median(ours, static rate => rate.PerSecond):N0} /s; {ours[0].PerCheck} executions explore the model.");
if (loom is not null)
{
    Console.WriteLine(
        $"loom: median {Median(theirs, static rate => rate.PerSecond):N0} /s; {theirs[0].PerCheck} executions explore the model. Fearless runs "
        + $"{Median(ours, static rate => rate.PerSecond) / Median(theirs, static rate => rate.PerSecond):F2} times as many a second, "
        + $"{Median(ours, static rate => rate.PerProcessorSecond) / Median(theirs, static rate => rate.PerProcessorSecond):F2} times as many a processor second.");
}

static double Median(List<Rate> rates, Func<Rate, double> of) => rates.Select(of).Order().ElementAt(rates.Count / 2);
