using System.Diagnostics;

namespace Fearless.Benchmarks.Harness;

/// <summary>Runs the contenders of a comparison in turns, so that whatever else the machine does meets all of them alike.</summary>
internal static class InterleavedRun
{
    /// <summary>Time for the threads of the last contender to stop spinning and fall asleep.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(2);

    /// <exception cref="CheckFailedException">A contender computed something else than expected.</exception>
    public static ComparisonResult Of(Comparison comparison, Pace pace)
    {
        IReadOnlyList<Contender> contenders = comparison.Contenders;
        foreach (Contender contender in contenders)
            RunFor(pace.WarmUp, comparison, contender);

        Sample[][] samples = [.. contenders.Select(_ => new Sample[pace.Rounds])];
        for (int round = 0; round < pace.Rounds; round++)
        {
            // Each round starts with another contender, so that none always follows the same neighbour.
            for (int turn = 0; turn < contenders.Count; turn++)
            {
                int next = (round + turn) % contenders.Count;
                Thread.Sleep(Settle);
                contenders[next].Prepare();
                RunFor(pace.LeadIn, comparison, contenders[next]);
                samples[next][round] = RunChecked(comparison, contenders[next]);
            }
        }

        return new ComparisonResult(
            comparison,
            [.. contenders.Select((contender, index) => new ContenderResult(contender, comparison.Operations, samples[index]))]);
    }

    private static void RunFor(TimeSpan time, Comparison comparison, Contender contender)
    {
        if (time <= TimeSpan.Zero)
            return;
        long start = Stopwatch.GetTimestamp();
        // Once at least: a short time may be over before the first run when the machine is busy.
        do
            RunChecked(comparison, contender);
        while (Stopwatch.GetElapsedTime(start) < time);
    }

    private static Sample RunChecked(Comparison comparison, Contender contender)
    {
        Sample sample = contender.Run();
        return sample.Check == comparison.Expected
            ? sample
            : throw new CheckFailedException($"{comparison.Title}: {contender.Name} computed {sample.Check} instead of {comparison.Expected}.");
    }
}
