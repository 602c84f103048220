using System.Globalization;

namespace Fearless.Tool.Watching;

/// <summary>Reads what Linux says of a process's threads. On other systems it finds nothing.</summary>
/// <remarks>SOURCE: Linux, <c>proc_pid_stat(5)</c>, <c>proc_pid_status(5)</c>, <c>proc_pid_wchan(5)</c>, and <c>Documentation/scheduler/sched-stats.rst</c> for <c>schedstat</c>.</remarks>
/// <param name="folder">Where it tells it: a folder for each thread.</param>
internal sealed class ThreadWatch(string folder)
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Of the time between two readings, from which part on a thread counts as busy.</summary>
    private const double BusyFrom = 0.5;

    /// <summary>How often, in seconds, what changes slowly is read.</summary>
    private const double DetailsInterval = 0.5;

    private readonly Dictionary<int, ThreadUse> _first = [];
    private readonly Dictionary<int, List<Reading>> _readings = [];
    private readonly Dictionary<int, ThreadUse> _uses = [];

    private double _nextDetails;

    private readonly record struct Reading(double Time, double Computed, double WaitedForCore);

    /// <summary>Those of a process.</summary>
    public static ThreadWatch Of(int processId) => new($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/task");

    /// <summary>What is known so far.</summary>
    public IReadOnlyList<ThreadUse> Uses => [.. _uses.Values];

    /// <summary>Takes a reading of every thread.</summary>
    /// <param name="now">Seconds since the watching began.</param>
    public void Read(double now)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (string thread in Threads())
        {
            try
            {
                Read(thread, now);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has ended between the listing and the reading; what was read of it before stays.
            }
        }
        if (now >= _nextDetails)
            _nextDetails = now + DetailsInterval;
    }

    /// <summary>Whether a thread had a core, or wanted one, for most of the time around a moment; true if it was not read twice.</summary>
    public bool IsBusy(int thread, double time)
    {
        if (!_readings.TryGetValue(thread, out List<Reading>? readings))
            return true;
        int after = Math.Clamp(Sorted.FirstNotBelow(readings, time, static reading => reading.Time), 1, Math.Max(1, readings.Count - 1));
        if (after >= readings.Count)
            return true;
        Reading end = readings[after];
        Reading start = readings[after - 1];
        double busy = end.Computed - start.Computed + end.WaitedForCore - start.WaitedForCore;
        return busy >= BusyFrom * (end.Time - start.Time);
    }

    private string[] Threads()
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Read(string thread, double now)
    {
        int id = int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture);
        string[] schedule = File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ');
        var reading = new Reading(now, Number(schedule[0]) / NanosecondsPerSecond, Number(schedule[1]) / NanosecondsPerSecond);
        if (!_readings.TryGetValue(id, out List<Reading>? readings))
            _readings.Add(id, readings = []);
        readings.Add(reading);
        // The rest is not needed for each reading, and there may be hundreds of threads.
        if (now < _nextDetails && _first.TryGetValue(id, out ThreadUse? first))
            _uses[id] = _uses[id] with { Computed = reading.Computed - first.Computed, WaitedForCore = reading.WaitedForCore - first.WaitedForCore };
        else
            ReadDetails(thread, id, reading);
    }

    private void ReadDetails(string thread, int id, Reading reading)
    {
        string stat = File.ReadAllText(Path.Combine(thread, "stat"));
        // The name is in parentheses, and may have parentheses in it.
        int open = stat.IndexOf('(', StringComparison.Ordinal);
        int close = stat.LastIndexOf(')');
        Dictionary<string, string> status = File.ReadLines(Path.Combine(thread, "status"))
            .Select(static line => line.Split(':', 2)).Where(static parts => parts.Length == 2).ToDictionary(static parts => parts[0], static parts => parts[1].Trim());

        var use = new ThreadUse(
            id, stat[(open + 1)..close], reading.Computed, reading.WaitedForCore,
            (long)Number(status.GetValueOrDefault("voluntary_ctxt_switches", "0")), (long)Number(status.GetValueOrDefault("nonvoluntary_ctxt_switches", "0")),
            stat[close + 2], WaitsIn(thread));
        _first.TryAdd(id, use);
        ThreadUse first = _first[id];
        _uses[id] = use with
        {
            Computed = use.Computed - first.Computed,
            WaitedForCore = use.WaitedForCore - first.WaitedForCore,
            Switches = use.Switches - first.Switches,
            Preemptions = use.Preemptions - first.Preemptions,
        };
    }

    // Some systems keep it to themselves, and others say 0 for a thread that runs.
    private static string WaitsIn(string thread)
    {
        try
        {
            string channel = File.ReadAllText(Path.Combine(thread, "wchan")).Trim();
            return channel == "0" ? "" : channel;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
