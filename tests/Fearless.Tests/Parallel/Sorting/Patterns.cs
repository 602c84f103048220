namespace Fearless.Tests.Parallel.Sorting;

/// <summary>Inputs that sorts are known to go wrong or slow on, and those of the benchmark.</summary>
internal static class Patterns
{
    public static IEnumerable<(string Name, ulong[] Items)> OfLength(int length)
    {
        var random = new Random(length);
        ulong[] Make(Func<int, long> item) => [.. Enumerable.Range(0, length).Select(i => (ulong)item(i))];

        yield return ("random", Make(_ => random.NextInt64()));
        yield return ("ascending", Make(i => i));
        yield return ("descending", Make(i => length - i));
        yield return ("mostly ascending", Disturbed(Make(i => i)));
        yield return ("mostly descending", Disturbed(Make(i => length - i)));
        yield return ("equal", Make(_ => 7));
        yield return ("two values", Make(_ => random.Next(2)));
        yield return ("few values", Make(_ => random.Next(20)));
        yield return ("saw", Make(i => i % 97));
        yield return ("organ pipe", Make(i => Math.Min(i, length - i)));
        yield return ("ascending, then one low", Make(i => i == length - 1 ? 0 : i + 1));
        yield return ("powers", Make(_ => 1L << random.Next(63)));
        yield return ("descending pairs", Make(i => (length - i) / 2));

        ulong[] Disturbed(ulong[] items)
        {
            for (int swaps = (int)Math.Sqrt(length); swaps > 0; swaps--)
            {
                int one = random.Next(length);
                int other = random.Next(length);
                (items[one], items[other]) = (items[other], items[one]);
            }
            return items;
        }
    }
}
