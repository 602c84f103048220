using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Splits and blocks wherever a seed says, the same for the same seed whatever thread asks.</summary>
internal sealed class RandomTree(ulong seed) : SplitPolicy
{
    public static readonly Gen<RandomTree> Gen = CsCheck.Gen.ULong.Select(static seed => new RandomTree(seed));

    public override long Cut(long start, long end)
    {
        ulong hash = Mix(seed ^ ((ulong)start * 31) ^ (ulong)end);
        // One piece in five is a leaf, so that leaves of every length occur; the others are cut anywhere.
        return hash % 5 == 0 ? start : start + (long)(Mix(hash) % (ulong)(end - start));
    }

    public override int BlockLength(long start, long remaining) => 1 + (int)(Mix(seed + (ulong)start) % (ulong)Math.Min(remaining, 50));

    public override bool Divides(long slot) => Mix(seed + 7 + (ulong)slot) % 3 != 0;

    public override string ToString() => $"tree {seed}";

    // SOURCE: Steele, Lea, Flood 2014, the finaliser of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
