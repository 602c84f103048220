namespace Fearless.Plumbing;

/// <summary>A producer whose slots lie side by side in memory that may be read as spans.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IContiguousProducer<T> : IProducer<T>
{
    /// <summary>The items of some slots.</summary>
    /// <param name="start">The first slot.</param>
    /// <param name="count">How many slots.</param>
    /// <returns>A span of exactly <paramref name="count"/> items.</returns>
    ReadOnlySpan<T> GetReadOnlySpan(long start, int count);
}
