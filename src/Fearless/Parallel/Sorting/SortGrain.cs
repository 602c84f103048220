using System.Diagnostics;

namespace Fearless.Sorting;

/// <summary>How many elements one worker sorts at a time: as many as take long enough that handing them over costs nothing in comparison,
/// which depends on what a comparison costs.</summary>
internal static class SortGrain
{
    private const int ProbeLength = 8;
    private const int Least = 48;
    private const int Most = 4096;

    /// <summary>What a piece would take, in seconds, if each element took no longer than among the first few. It takes some three times as
    /// long.</summary>
    private const double PieceTime = 50e-6;

    /// <summary>Sorts the first few elements, stably, and takes the time. What is not longer than the grain is not worth sharing.</summary>
    public static int Measure<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        if (items.Length <= Least)
            return Most;
        long start = Stopwatch.GetTimestamp();
        InsertionSort.Sort(items[..ProbeLength], 1, order);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return elapsed * Most <= PieceTime * ProbeLength ? Most : Math.Max(Least / 2, (int)(PieceTime * ProbeLength / elapsed));
    }
}
