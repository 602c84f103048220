using System.Diagnostics;
using System.Globalization;

namespace Fearless.Benchmarks.WatchOverhead;

/// <summary>A program that computes on some threads for some time, and ends by saying how much it did. It is what is watched.</summary>
internal static class BusyProgram
{
    private const int Steps = 1000;

    /// <summary>What one run of it did.</summary>
    /// <param name="Work">How many rounds.</param>
    /// <param name="Elapsed">In how many seconds.</param>
    /// <param name="Processor">With how many seconds of processor time, of all of its threads: also those that are there because it is watched.</param>
    /// <param name="Computing">How many of them were of the threads that compute.</param>
    public readonly record struct Outcome(double Work, double Elapsed, double Processor, double Computing)
    {
        public static Outcome Parse(string text)
        {
            double[] parts = [.. text.Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture))];
            return new Outcome(parts[0], parts[1], parts[2], parts[3]);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Work:R} {Elapsed:R} {Processor:R} {Computing:R}");
    }

    public static Outcome Run(int threads, TimeSpan duration)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var rounds = new long[threads];
        var computing = new double[threads];
        ThreadScope.Run(scope =>
        {
            for (int i = 0; i < threads; i++)
            {
                int thread = i;
                scope.Spawn(() =>
                {
                    double start = ProcessorTimeOfThisThread();
                    rounds[thread] = Work(watch, duration);
                    computing[thread] = ProcessorTimeOfThisThread() - start;
                });
            }
        });
        return new Outcome(rounds.Sum(), watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, computing.Sum());
    }

    // SOURCE: Linux, Documentation/scheduler/sched-stats.rst: the first number is that of the nanoseconds on a core.
    private static double ProcessorTimeOfThisThread() =>
        double.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e9;

    private static long Work(Stopwatch watch, TimeSpan duration)
    {
        long rounds = 0;
        uint hash = 2166136261;
        for (; watch.Elapsed < duration; rounds++)
        {
            for (uint i = 0; i < Steps; i++)
                hash = (hash ^ i) * 16777619;
        }
        GC.KeepAlive(hash);
        return rounds;
    }
}
