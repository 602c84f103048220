using Fearless.Benchmarks.Workloads.NBody;

namespace Fearless.Benchmarks.Workloads.OrderedMaps;

/// <summary>Reads of random keys, and writes of random odd keys, one half adding and the other removing. Even keys stay, so what is read of
/// them adds up to the same in every map.</summary>
/// <param name="Keys">How many keys there are to choose from; half of them stay, a quarter is there by chance.</param>
/// <param name="ReadPercent">The share of reads.</param>
internal sealed record MixedTraffic(ulong Keys, ulong ReadPercent)
{
    /// <summary>The operations of one run, over all workers.</summary>
    public const int Operations = 200_000;

    public static ulong ValueOf(ulong key) => ~key;

    /// <summary>The keys to begin with: those that stay, in no order.</summary>
    public IEnumerable<ulong> Staying()
    {
        ulong[] keys = [.. Enumerable.Range(0, (int)(Keys / 2)).Select(static i => (ulong)i * 2)];
        new Random(1).Shuffle(keys);
        return keys;
    }

    /// <summary>Does one worker's share <paramref name="count"/> times, and returns what the last one read.</summary>
    public ulong Run<TMap>(TMap map, int worker, int workers, int count)
        where TMap : struct, ISharedMap
    {
        ulong sum = 0;
        for (int run = 0; run < count; run++)
        {
            // Other keys in each run but the last, which is the one that counts.
            sum = 0;
            var random = new SplitMix64(Seed(worker, count - 1 - run));
            for (int done = 0; done < Operations / workers; done++)
            {
                ulong number = random.Next();
                ulong key = (number >> 32) % Keys;
                ulong percent = (number & 0xFFFF_FFFF) % 100;
                if (percent < ReadPercent)
                {
                    if (map.TryGet(key, out ulong value) && key % 2 == 0)
                        sum += value;
                }
                else if (percent % 2 == 0)
                {
                    map.Add(key | 1, ValueOf(key | 1));
                }
                else
                {
                    map.Remove(key | 1);
                }
            }
        }
        return sum;
    }

    /// <summary>What all workers together must have read in their last run.</summary>
    public ulong Expected(int workers)
    {
        ulong sum = 0;
        for (int worker = 0; worker < workers; worker++)
            sum += Run(new EvenKeys(), worker, workers, count: 1);
        return sum;
    }

    private static ulong Seed(int worker, int run) => ((ulong)run << 32) + (ulong)worker + 1;

    private readonly struct EvenKeys : ISharedMap
    {
        public bool TryGet(ulong key, out ulong value)
        {
            value = ValueOf(key);
            return key % 2 == 0;
        }

        public void Add(ulong key, ulong value)
        {
        }

        public void Remove(ulong key)
        {
        }
    }
}
