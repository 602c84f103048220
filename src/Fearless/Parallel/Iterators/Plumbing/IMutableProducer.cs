namespace Fearless.Plumbing;

/// <summary>A producer whose slots lie side by side in memory that may be written.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IMutableProducer<T> : IContiguousProducer<T>
{
    /// <summary>The items of some slots, to be changed in place. The driver gives disjoint ranges to different threads.</summary>
    /// <param name="start">The first slot.</param>
    /// <param name="count">How many slots.</param>
    /// <returns>A span of exactly <paramref name="count"/> items.</returns>
    Span<T> GetSpan(long start, int count);
}
