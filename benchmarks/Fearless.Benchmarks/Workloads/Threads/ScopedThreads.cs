namespace Fearless.Benchmarks.Workloads.Threads;

/// <summary>Scoped threads, as this library has them.</summary>
internal static class ScopedThreads
{
    public const string Name = "ThreadScope";

    public static ulong Run(int count)
    {
        ThreadScope.Run(count, static (scope, count) =>
        {
            for (int index = 0; index < count; index++)
                scope.Spawn(static () => { });
        });
        return (ulong)count;
    }
}
