namespace Fearless.Benchmarks.Workloads.Threads;

/// <summary>The seam to the library's scoped threads.</summary>
internal static class ScopedThreads
{
    /// <summary>Names the stand-in, so that no report passes it for the real thing.</summary>
    public const string Name = "ThreadScope (stand-in)";

    /// <summary>Starts and joins <paramref name="count"/> threads.</summary>
    // Becomes ThreadScope.Run(scope => scope.Spawn(() => { })), count times a scope, once there are scoped threads.
    public static ulong Run(int count) => PlainThreads.Run(count);
}
