namespace Fearless.Tool.Watching;

/// <summary>The thread pool changed how many threads it wants.</summary>
/// <param name="Time">When; in seconds since the watching began.</param>
/// <param name="Threads">How many it then wanted.</param>
/// <param name="IsStarved">Whether it was because nothing was taken from its queue.</param>
internal readonly record struct PoolStep(double Time, int Threads, bool IsStarved);
