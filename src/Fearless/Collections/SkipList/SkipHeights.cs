using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>How many levels the nodes of a list have, and how many the next one gets.</summary>
internal struct SkipHeights()
{
    // Only grows.
    private AtomicInt _most = new(1);

    /// <summary>The most levels that a node has had. A search that misses the latest is slower and no less right.</summary>
    public readonly int Most => _most.Read();

    /// <summary>Draws the height of a node.</summary>
    public int Choose<TKey>(TKey key, SkipStatistics statistics)
    {
        // Under the model checker the key decides, so that a test can tell which nodes are high.
        int height = ModelBuild.IsActive
            ? 1 + (Math.Abs(key!.GetHashCode()) % SkipNodes.MaxHeight)
            : Math.Min(SkipNodes.MaxHeight, statistics.NextHeight());

        // A level more than there are is enough for now: the first node is not the one in a million that has twenty.
        int most = Most;
        if (height <= most)
            return height;
        height = ModelBuild.IsActive ? height : most + 1;
        while (most < height)
        {
            int seen = _most.CompareExchange(most, height);
            if (seen == most)
                break;
            most = seen;
        }
        return height;
    }
}
