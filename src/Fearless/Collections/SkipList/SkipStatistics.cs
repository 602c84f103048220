using System.Numerics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Collections;

/// <summary>What the threads of a list write to without meaning anything to each other: the count of keys and the random numbers, in stripes
/// so that they do not slow each other down.</summary>
internal sealed class SkipStatistics
{
    private const int MostStripes = ModelBuild.IsActive ? 1 : 64;

    private const int MostAttempts = 8;

    // As many as there are processors, rounded up to a power of two.
    private static readonly int StripeCount =
        (int)Math.Min(MostStripes, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private readonly CachePadded<SkipStripe>[] _stripes = new CachePadded<SkipStripe>[StripeCount];

    public SkipStatistics()
    {
        for (int i = 0; i < _stripes.Length; i++)
            _stripes[i].Value.Seed.WriteRelaxed(unchecked((i + 1) * (int)0x9E3779B9)); // Any but zero; this is far from its neighbours.
    }

    /// <summary>The sum over the stripes: one that came out twice in a row or, where they change all the time, the last of a few.</summary>
    public long Count
    {
        get
        {
            // A thread that loses its turn between two stripes adds numbers of different times. It does not do so twice.
            long sum = SumOnce();
            for (int attempt = 0; attempt < MostAttempts && _stripes.Length > 1; attempt++)
            {
                long again = SumOnce();
                if (again == sum)
                    break;
                sum = again;
            }

            // RACE: an insertion can be counted in a stripe that was read before, and its removal in one that is read after.
            return Math.Max(0, sum);
        }
    }

    private ref SkipStripe Own => ref _stripes[Environment.CurrentManagedThreadId & (_stripes.Length - 1)].Value;

    public void Add(int amount) => Own.Count.Add(amount);

    /// <summary>One with probability 3/4, two with 3/16, and so on: a quarter of the nodes of each level are in the next.</summary>
    /// <remarks>With a half, lookups took as long, and adding and removing a quarter longer, as there are half as many links more.</remarks>
    public int NextHeight() => (BitOperations.TrailingZeroCount(NextNumber()) / 2) + 1;

    /// <summary>Draws a lot that is true once in so many times.</summary>
    public bool IsDrawn(int oneIn) => ((ulong)(uint)NextNumber() * (uint)oneIn) >> 32 == 0;

    private int NextNumber()
    {
        ref SkipStripe stripe = ref Own;

        // RACE: two threads of a stripe may draw the same number; a height is as good as any other.
        // SOURCE: Marsaglia, "Xorshift RNGs", 2003.
        int number = stripe.Seed.ReadRelaxed();
        number ^= number << 13;
        number ^= number >>> 17;
        number ^= number << 5;
        stripe.Seed.WriteRelaxed(number);
        return number;
    }

    private long SumOnce()
    {
        long sum = 0;
        foreach (ref CachePadded<SkipStripe> stripe in _stripes.AsSpan())
            sum += stripe.Value.Count.Read();
        return sum;
    }
}
