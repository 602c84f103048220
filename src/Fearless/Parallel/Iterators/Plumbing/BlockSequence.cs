namespace Fearless.Plumbing;

/// <summary>Blocks of slots that run one after the other, each on all workers. The default is one block of everything.</summary>
/// <param name="FirstLength">How long the first block is; zero for as long as there are workers.</param>
/// <param name="Growth">How many times as long as the one before it a block is; zero for one block of everything.</param>
internal readonly record struct BlockSequence(int FirstLength, int Growth)
{
    /// <summary>The length of the first block of so many slots.</summary>
    public long GetFirst(long length, int workers) => Growth == 0 ? length : Math.Min(FirstLength == 0 ? workers : FirstLength, length);

    /// <summary>The length of the block after one of <paramref name="before"/> slots, when so many are left.</summary>
    public long GetNext(long before, long left) => before > left / Growth ? left : before * Growth;
}
