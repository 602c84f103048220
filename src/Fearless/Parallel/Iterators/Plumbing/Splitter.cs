namespace Fearless.Plumbing;

/// <summary>Splits about as often as there are workers, and again whenever a piece was stolen: someone was hungry.</summary>
/// <remarks>SOURCE: rayon, <c>src/iter/plumbing/mod.rs</c>, <c>Splitter</c> and <c>LengthSplitter</c>.</remarks>
internal struct Splitter(int workers)
{
    private int _splits = workers;

    /// <summary>Whether a piece of <paramref name="length"/> slots is to be halved. The minimum wins over the maximum.</summary>
    public bool TrySplit(long length, bool migrated, int workers, in IterationOptions options)
    {
        if (!CanSplit(length, options))
            return false;
        return TrySpend(migrated, workers) || (options.MaxLength > 0 && length > options.MaxLength);
    }

    /// <summary>Whether there are too few pieces yet, as far as one can see from this one: if so, counts one more.</summary>
    public bool TrySpend(bool migrated, int workers)
    {
        if (migrated)
            _splits = Math.Max(workers, _splits / 2);
        else if (_splits > 0)
            _splits /= 2;
        else
            return false;
        return true;
    }

    /// <summary>Whether a piece of <paramref name="length"/> slots may be halved at all.</summary>
    public static bool CanSplit(long length, in IterationOptions options) => length >= 2 && length / 2 >= options.MinLength;

    /// <summary>Makes the next <see cref="TrySplit"/> split, because a worker asked for work and there is nothing else to give.</summary>
    public void Feed() => _splits = Math.Max(_splits, 1);
}
