using System.Diagnostics;
using System.Globalization;

namespace Fearless.Tests.Parallel;

/// <summary>Measures the whole process, and so runs by itself.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public class IdleTests
{
    [Fact]
    public void A_pool_that_has_worked_and_is_idle_uses_next_to_no_processor_time() => PoolTest.Run(4, pool =>
    {
        var job = new Fib(22);
        pool.Install(ref job);
        PoolTest.UntilIdle(pool);
        long parks = pool.Statistics.Parks;
        double least = 1;
        // Other parts of the process may still compile or collect: the best of a few looks counts.
        for (int look = 0; look < 4 && least > 0.05; look++)
        {
            using var never = new ManualResetEventSlim();
            TimeSpan before = WorkersTime();
            long start = Stopwatch.GetTimestamp();
            never.Wait(TimeSpan.FromSeconds(0.6), CancellationToken.None);
            least = Math.Min(least, (WorkersTime() - before) / Stopwatch.GetElapsedTime(start));
        }
        Assert.True(least < 0.05, $"An idle pool uses {least:P1} of a core.");
        Assert.Equal(parks, pool.Statistics.Parks);
    });

    /// <summary>The processor time of all workers' threads where the system tells it, else of the process.</summary>
    private static TimeSpan WorkersTime()
    {
        if (!OperatingSystem.IsLinux())
            return Environment.CpuUsage.TotalTime;
        long ticks = 0;
        foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            try
            {
                string[] stat = File.ReadAllText(Path.Combine(task, "stat")).Split('(', ')');
                string[] numbers = stat[2].Split(' ');
                if (stat[1].StartsWith("Fearless", StringComparison.Ordinal))
                    ticks += long.Parse(numbers[12], CultureInfo.InvariantCulture) + long.Parse(numbers[13], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread ended meanwhile.
            }
        }
        return TimeSpan.FromMilliseconds(10 * ticks);
    }
}
