namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>Tasks that return a number at once, and what starts many of them one by one.</summary>
internal static class SmallTasks
{
#pragma warning disable CS1998 // It has nothing to wait for.
    public static async Future<int> Value(int value) => value;
#pragma warning restore CS1998

    /// <summary>What the numbers below <paramref name="count"/> add up to.</summary>
    public static ulong SumBelow(int count) => (ulong)count * (ulong)(count - 1) / 2;

    /// <summary>Each is awaited before the next is started, on the thread pool of .NET.</summary>
    public static async Task<ulong> SumOnThePool(int count)
    {
        ulong sum = 0;
        for (int value = 0; value < count; value++)
        {
            int copy = value;
            sum += (ulong)await Task.Run(() => copy);
        }
        return sum;
    }
}
