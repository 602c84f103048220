using System.Globalization;
using Fearless.Tool.Framework;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>Says what follows from a measurement, by the guide.</summary>
/// <remarks>What holds others back comes before what is merely busy, since it would hold back any other approach, too.</remarks>
internal static class Judge
{
    /// <summary>Less than this is left alone: it would gain little, and the noise of a busy machine is half of it.</summary>
    public const double Notable = 0.1;

    /// <summary>From how many threads that are blocked at once a task for each is cheaper.</summary>
    private const double ManyConnections = 200;

    public static WatchReport WithVerdicts(WatchReport report)
    {
        Verdict?[] holding = [Garbage(report), StarvedPool(report), HotLock(report)];
        IEnumerable<Verdict> busy = new[] { BlockedOnTasks(report), Network(report), Files(report), Computation(report) }.OfType<Verdict>().OrderByDescending(static verdict => verdict.Share);
        return report with { Verdicts = [.. holding.OfType<Verdict>(), .. busy] };
    }

    private static Verdict? Garbage(WatchReport report)
    {
        double share = report.Program.GetValueOrDefault(Activity.Garbage);
        if (share < Notable)
            return null;
        return new Verdict(
            Cause.Garbage, "the garbage collector", share, Workload.Sequential, Guide.For(Workload.Sequential).Approach, Amdahl.Saved(share),
            $"The collector stopped all threads for {Percent(share)} of the time, {Number(report.Collections)} times. More threads would make more garbage in the same heap: allocate less, keep less, or let the server collector work on all cores.");
    }

    private static Verdict? StarvedPool(WatchReport report)
    {
        double share = report.Program.GetValueOrDefault(Activity.Pool);
        if (share < Notable)
            return null;
        PathShare? blocking = report.Paths.Where(static path => path.OnPool && path.Activity is not Activity.Computes).MaxBy(static path => path.ThreadSeconds);
        bool blocksOnTasks = blocking?.Activity == Activity.Task;
        Workload workload = blocksOnTasks ? Workload.Requests : Workload.KnownThreads;
        return new Verdict(
            Cause.StarvedPool, blocking?.Method ?? "the thread pool", share, workload, blocksOnTasks ? Approach.Await : Guide.For(workload).Approach, Amdahl.Saved(share),
            $"For {Percent(share)} of the time work waited for a thread of the pool while nothing computed: up to {Number(report.Pool.LongestQueue)} in its queue, and {Number(report.Pool.Starvations)} threads added because it stood still. "
            + (blocking is null ? "" : $"Its threads are blocked in {blocking.Method} ({blocking.Call ?? "native code"}): ")
            + (blocksOnTasks ? "await there." : "what blocks belongs on threads of its own."));
    }

    private static Verdict? HotLock(WatchReport report)
    {
        // Who waits for the end of the others would not work if it had the lock.
        double share = report.Threads.GetValueOrDefault(Activity.Lock) / (1 - report.Threads.GetValueOrDefault(Activity.Signal));
        if (!(share >= Notable))
            return null;
        PathShare waiting = report.Paths.Where(static path => path.Activity == Activity.Lock).MaxBy(static path => path.ThreadSeconds)!;
        LockUse? hottest = report.Locks.Count > 0 ? report.Locks[0] : null;
        double gain = Unlocked(report, report.WouldCompute);
        string holder = hottest?.Holders.Count > 0 ? $", held meanwhile in {hottest.Holders[0].Path}" : "";
        return new Verdict(
            Cause.HotLock, hottest?.Name ?? waiting.Method, share, Workload.SharedState, Guide.For(Workload.SharedState).Approach, gain,
            $"Threads spent {Percent(share)} of their time waiting for locks, most of it in {waiting.Method}{holder}. Let one thread own the data and send it messages, or give each thread a part of its own and merge them at the end.");
    }

    private static Verdict? BlockedOnTasks(WatchReport report)
    {
        if (Largest(report, Activity.Task) is not { } path)
            return null;
        double share = report.Program[Activity.Task];
        return new Verdict(
            Cause.BlockedOnTasks, path.Method, share, Workload.Requests, Approach.Await, Amdahl.Saved(share),
            $"For {Percent(share)} of the time threads were blocked until tasks ended, most of it in {path.Method} ({path.Call}): asynchronous code for which a thread waits anyway. Await up to where the program waits, and start what does not depend on each other together; or call the synchronous method.");
    }

    private static Verdict? Network(WatchReport report)
    {
        if (Largest(report, Activity.Network) is not { } path)
            return null;
        double share = report.Program[Activity.Network];
        double atOnce = report.Paths.Where(static path => path.Activity == Activity.Network).Sum(static path => path.ThreadSeconds) / report.Seconds;
        Workload workload = atOnce >= ManyConnections ? Workload.Connections : Workload.Requests;
        return new Verdict(
            Cause.Network, path.Method, share, workload, Guide.For(workload).Approach, Amdahl.Saved(share),
            $"For {Percent(share)} of the time the program only waited for the network or another process, most of it in {path.Method} ({path.Call}), with {Rounded(atOnce)} threads on average. Waiting needs no cores: wait for several answers at once.");
    }

    private static Verdict? Files(WatchReport report)
    {
        if (Largest(report, Activity.Files) is not { } path)
            return null;
        double share = report.Program[Activity.Files];
        return new Verdict(
            Cause.Files, path.Method, share, Workload.Files, Guide.For(Workload.Files).Approach, Amdahl.Saved(share),
            $"For {Percent(share)} of the time the program only waited for files, most of it in {path.Method} ({path.Call}). Read several at once, with blocking calls on the threads that do the work, as far as the disk can.");
    }

    private static Verdict? Computation(WatchReport report)
    {
        double share = report.Program.GetValueOrDefault(Activity.Computes);
        PathShare? path = report.Paths.Where(static path => path.Activity == Activity.Computes && path.Path.Count > 0).MaxBy(static path => path.AloneShare);
        if (share < Notable || path is null || path.AloneShare < Notable || report.Cores < 2)
            return null;
        double alone = report.Paths.Where(static path => path.Activity == Activity.Computes).Sum(static path => path.AloneShare);
        return new Verdict(
            Cause.Computation, path.Method, share, Workload.DataParallel, Guide.For(Workload.DataParallel).Approach, Amdahl.Divided(path.AloneShare, report.Cores),
            $"It computed for {Percent(share)} of the time, on {Rounded(report.Parallelism)} threads on average, and for {Percent(alone)} on a single one; {Percent(path.AloneShare)} in {path.Method}. If its rounds do not depend on each other, {report.Cores} cores can share them.");
    }

    /// <summary>What a path should become, if that is what it spends its time with.</summary>
    /// <returns>Null if it waits for what others do, and could only gain if those did.</returns>
    public static PathAdvice? Of(PathShare path, WatchReport report)
    {
        double computing = report.Program.GetValueOrDefault(Activity.Computes) * report.Seconds;
        return path.Activity switch
        {
            Activity.Computes => new(Guide.For(Workload.DataParallel).Approach, Amdahl.Divided(path.AloneShare, report.Cores)),
            Activity.Network => new(Guide.For(Workload.Requests).Approach, Amdahl.Saved(path.Share)),
            Activity.Files => new(Guide.For(Workload.Files).Approach, Amdahl.Saved(path.Share)),
            Activity.Lock => new(Guide.For(Workload.SharedState).Approach, Unlocked(report, computing > 0 ? report.Parallelism + (path.ThreadSeconds / computing) : 0)),
            Activity.Task => new(Approach.Await, Amdahl.Saved(path.Share)),
            _ => null,
        };
    }

    /// <summary>The gain if so many threads computed at once, as far as there are cores.</summary>
    private static double Unlocked(WatchReport report, double threads) =>
        report.Parallelism > 0 ? Math.Max(1, Math.Min(report.Cores, threads) / report.Parallelism) : Amdahl.Saved(report.Program.GetValueOrDefault(Activity.Lock));

    private static PathShare? Largest(WatchReport report, Activity activity) =>
        report.Program.GetValueOrDefault(activity) < Notable ? null : report.Paths.Where(path => path.Activity == activity).MaxBy(static path => path.Share);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Rounded(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}
