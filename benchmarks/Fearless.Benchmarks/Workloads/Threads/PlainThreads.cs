namespace Fearless.Benchmarks.Workloads.Threads;

/// <summary>Threads without a scope, as .NET has them.</summary>
internal static class PlainThreads
{
    public const string Name = "new Thread";

    public static ulong Run(int count)
    {
        var threads = new Thread[count];
        for (int index = 0; index < count; index++)
        {
            threads[index] = new Thread(static () => { });
            threads[index].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        return (ulong)count;
    }
}
