using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>What a part of the program spends its time with.</summary>
/// <param name="Activity">With what.</param>
/// <param name="Path">The program's own methods on the way there, the outermost first; of several ways the one that took longest.</param>
/// <param name="Call">The call in which it waits; null if it does not wait.</param>
/// <param name="Share">The share of the time in which this is what the whole program did: if several paths did it at once, each has its part.</param>
/// <param name="ThreadSeconds">For how long, over all threads.</param>
/// <param name="AloneShare">The share of the time in which the program did this on one thread and nothing else.</param>
/// <param name="OnPool">Whether it was on workers of .NET's thread pool, for the most part.</param>
internal sealed record PathShare(Activity Activity, IReadOnlyList<string> Path, string? Call, double Share, double ThreadSeconds, double AloneShare, bool OnPool)
{
    /// <summary>The method itself.</summary>
    public string Method => Path.Count > 0 ? Path[^1] : Call ?? "code of the platform";
}
