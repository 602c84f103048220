using System.Runtime.InteropServices;

namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Loops over the elements of arrays.</summary>
// SOURCE: rayon, `rayon-demo`: `vec_collect.rs`, `sieve`, and the `increment_all` benchmarks.
internal static class ElementRows
{
    private const int Numbers = 102_400;
    private const int SpanLength = 4_096;
    private const int Collected = 4_194_304;

    public static IEnumerable<IteratorRow> All()
    {
        ulong[] numbers = [.. Enumerable.Range(0, Numbers).Select(static i => (ulong)i)];
        yield return Increment("increment", numbers, static numbers => numbers.Par().ForEach(static (ref x) => x++));
        yield return Increment("increment-min", numbers, static numbers => numbers.Par().WithMinLength(1024).ForEach(static (ref x) => x++));
        yield return Increment(
            "increment-serialized", numbers, static numbers => numbers.Par().WithMinLength(int.MaxValue).ForEach(static (ref x) => x++));
        yield return Increment("increment-max", numbers, static numbers => numbers.Par().WithMaxLength(100).ForEach(static (ref x) => x++));

        yield return new IteratorRow("collect", Collected, (2 * Collected) - 1, Count: 2)
        {
            Ours = static () => Check((0..Collected).Par().Select(static i => (uint)i).ToArray()),
            WithoutDelegates = static () => Check((0..Collected).Par().Select<ToUInt32, uint>(default).ToArray()),
            Loop = static () =>
            {
                var items = new uint[Collected];
                for (int i = 0; i < items.Length; i++)
                    items[i] = (uint)i;
                return Check(items);
            },
            Linq = static () => Check(Enumerable.Range(0, Collected).Select(static i => (uint)i).ToArray()),
            Plinq = static degree => Check(
                ParallelEnumerable.Range(0, Collected).AsOrdered().WithDegreeOfParallelism(degree).Select(static i => (uint)i).ToArray()),
            ParallelLoop = static options =>
            {
                var items = new uint[Collected];
                Parallel.For(0, Collected, options, i => items[i] = (uint)i);
                return Check(items);
            },
        };

        var target = new List<uint>();
        yield return new IteratorRow("collect-reused", Collected, (2 * Collected) - 1, Count: 5)
        {
            Ours = () =>
            {
                target.Clear();
                target.AddRange((0..Collected).Par().Select(static i => (uint)i));
                return Check(CollectionsMarshal.AsSpan(target));
            },
            WithoutDelegates = () =>
            {
                target.Clear();
                target.AddRange((0..Collected).Par().Select<ToUInt32, uint>(default));
                return Check(CollectionsMarshal.AsSpan(target));
            },
            Loop = () =>
            {
                target.Clear();
                for (int i = 0; i < Collected; i++)
                    target.Add((uint)i);
                return Check(CollectionsMarshal.AsSpan(target));
            },
        };

        yield return new IteratorRow("collect-filtered", Collected, (Collected / 8 * 7) + Collected - 1, Count: 1)
        {
            Ours = static () => Check((0..Collected).Par().Select(static i => (uint)i).Where(static x => x % 8 != 0).ToArray()),
            WithoutDelegates = static () => Check((0..Collected).Par().Select<ToUInt32, uint>(default).Where(default(IsNoMultipleOf8)).ToArray()),
            Linq = static () => Check(Enumerable.Range(0, Collected).Select(static i => (uint)i).Where(static x => x % 8 != 0).ToArray()),
            Plinq = static degree => Check(
                ParallelEnumerable.Range(0, Collected).AsOrdered().WithDegreeOfParallelism(degree).Select(static i => (uint)i)
                    .Where(static x => x % 8 != 0).ToArray()),
        };

        yield return new IteratorRow("sieve", Sieve.Limit, Sieve.Primes, Count: 1)
        {
            Ours = Sieve.Ours,
            Loop = Sieve.InTurn,
            ParallelLoop = Sieve.ByParallelFor,
        };
    }

    private static IteratorRow Increment(string name, ulong[] numbers, Action<ulong[]> ours) => new(name, Numbers, Numbers - 1, Count: 50)
    {
        Ours = () =>
        {
            ours(numbers);
            return Check(numbers);
        },
        WithoutDelegates = () =>
        {
            numbers.Par().Chunks(SpanLength).ForEach(static chunk => Increment(chunk));
            return Check(numbers);
        },
        Loop = () =>
        {
            Increment(numbers);
            return Check(numbers);
        },
        Plinq = degree =>
        {
            ParallelEnumerable.Range(0, Numbers).WithDegreeOfParallelism(degree).ForAll(i => numbers[i]++);
            return Check(numbers);
        },
        ParallelLoop = options =>
        {
            Parallel.For(0, Numbers, options, i => numbers[i]++);
            return Check(numbers);
        },
    };

    private static void Increment(Span<ulong> numbers)
    {
        foreach (ref ulong number in numbers)
            number++;
    }

    // All have been incremented as often as each other.
    private static ulong Check(ulong[] numbers) => numbers[^1] - numbers[0];

    private static ulong Check(ReadOnlySpan<uint> items) => (ulong)items.Length + items[^1];
}
