using Fearless.Benchmarks.Workloads.NBody;

namespace Fearless.Benchmarks.Workloads.Sorting;

/// <summary>What is sorted, the same in both languages.</summary>
internal static class SortInputs
{
    public const int Items = 50_000;
    public const int ManyItems = 1_000_000;
    private const ulong Seed = 42;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static ulong[] Ascending() => [.. Enumerable.Range(0, Items).Select(static i => (ulong)i)];

    public static ulong[] Descending() => [.. Enumerable.Range(0, Items).Select(static i => (ulong)(Items - 1 - i))];

    public static ulong[] Random(int length)
    {
        var random = new SplitMix64(Seed);
        var items = new ulong[length];
        foreach (ref ulong item in items.AsSpan())
            item = random.Next();
        return items;
    }

    /// <summary>Swaps as many pairs as the square root of the length.</summary>
    public static ulong[] Disturbed(ulong[] items)
    {
        var random = new SplitMix64(Seed);
        ulong length = (ulong)items.Length;
        for (int swaps = (int)Math.Sqrt(length); swaps > 0; swaps--)
        {
            int one = (int)(random.Next() % length);
            int other = (int)(random.Next() % length);
            (items[one], items[other]) = (items[other], items[one]);
        }
        return items;
    }

    public static BigItem[] Big() => [.. Random(Items).Select(static number => new BigItem(number))];

    /// <summary>One to twenty letters and digits.</summary>
    public static string[] Strings()
    {
        var random = new SplitMix64(Seed);
        var items = new string[Items];
        foreach (ref string item in items.AsSpan())
        {
            var text = new char[1 + (random.Next() % 20)];
            foreach (ref char letter in text.AsSpan())
                letter = Letters[(int)(random.Next() % (ulong)Letters.Length)];
            item = new string(text);
        }
        return items;
    }
}
