namespace Fearless.Tests.Sync.Locks;

/// <summary>What an action allocates once it has been done a few times.</summary>
internal static class LockAllocations
{
    private const int Unmeasured = 20;
    private const int Rounds = 300;

    /// <summary>Bytes on all threads together, in hundreds of rounds: the least of several attempts.</summary>
    public static long Measure(Action action)
    {
        long least = long.MaxValue;
        // The runtime allocates now and then, too.
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            for (int round = 0; round < Unmeasured; round++)
                action();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int round = 0; round < Rounds; round++)
                action();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return least;
    }
}
