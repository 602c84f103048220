using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>What was done when: the time is cut into slices of one length.</summary>
/// <param name="SliceSeconds">How long a slice is.</param>
/// <param name="Program">What the whole program did: the part of each slice. What is missing to one is idle.</param>
/// <param name="Threads">The same of each thread that was not idle throughout, by its number.</param>
internal sealed record Timeline(
    double SliceSeconds, IReadOnlyDictionary<Activity, double[]> Program, IReadOnlyDictionary<int, IReadOnlyDictionary<Activity, double[]>> Threads)
{
    /// <summary>How many slices there are: one for every few points of a screen.</summary>
    public const int Slices = 240;
}
