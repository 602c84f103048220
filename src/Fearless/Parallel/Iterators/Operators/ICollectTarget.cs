namespace Fearless;

/// <summary>Where the items of an indexed iterator are written, each to its own place.</summary>
internal interface ICollectTarget<T>
{
    /// <summary>The places of some slots. Any thread; the driver gives disjoint ranges to different threads.</summary>
    Span<T> GetSpan(int start, int count);
}
