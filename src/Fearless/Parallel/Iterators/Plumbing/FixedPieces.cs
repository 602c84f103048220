namespace Fearless.Plumbing;

/// <summary>Halves until no piece is longer than a bound: the same tree whatever the workers do.</summary>
internal sealed class FixedPieces(int maxLength) : SplitPolicy
{
    // Where a block ends may decide how a sum is rounded, so this is fixed too. Short enough to look at flags in between.
    private const int MaxBlockLength = 256;

    public override long Cut(long start, long end) => end - start <= maxLength ? start : start + ((end - start) / 2);

    public override int BlockLength(long start, long remaining) => MaxBlockLength;
}
