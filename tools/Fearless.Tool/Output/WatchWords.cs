using System.Globalization;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Output;

/// <summary>What is measured has the same words in all reports.</summary>
internal static class WatchWords
{
    public static string Of(Activity activity) => activity switch
    {
        Activity.Computes => "computes",
        Activity.Garbage => "collects garbage",
        Activity.Network => "waits for the network",
        Activity.Files => "waits for files",
        Activity.Lock => "waits for locks",
        Activity.Pool => "waits for the thread pool",
        Activity.Task => "is blocked on tasks",
        Activity.Message => "waits for messages",
        Activity.Signal => "waits for other threads",
        Activity.Time => "sleeps",
        Activity.Native => "waits in native code",
        _ => "is idle",
    };

    /// <summary>For programs.</summary>
    public static string NameOf(Activity activity) => JsonName(activity.ToString());

    /// <summary>For programs.</summary>
    public static string NameOf(Cause cause) => JsonName(cause.ToString());

    public static string Of(Cause cause) => cause switch
    {
        Cause.Garbage => "Garbage collection",
        Cause.StarvedPool => "A starved thread pool",
        Cause.HotLock => "A lock that threads wait for",
        Cause.BlockedOnTasks => "Threads that are blocked on tasks",
        Cause.Network => "Waiting for the network",
        Cause.Files => "Waiting for files",
        _ => "Computation on one core",
    };

    /// <summary>A smaller gain is none.</summary>
    public const double LeastGain = 1.05;

    /// <summary>Beyond what anyone gets without meeting another limit, so that the number would only pretend to know.</summary>
    public const double MostGain = 10;

    public static string GainOf(double gainAtMost) => gainAtMost switch
    {
        < LeastGain => "nothing to gain by it alone",
        < MostGain => string.Create(CultureInfo.InvariantCulture, $"at most {gainAtMost:0.0} times as fast"),
        _ => "more than ten times as fast at most, as far as what it waits for allows",
    };

    public static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    private static string JsonName(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
