namespace Fearless.Tests.Parallel.Iterators;

/// <summary>What a run allocates, in bytes, on a pool of one worker, where no piece is ever stolen.</summary>
public class AllocationTests
{
    // Enough that no run is done on the spot, for which nothing is allocated.
    private const int Shared = 70_000;

    private static readonly WorkerPool Single = new(1);

    [Fact]
    public void What_a_run_allocates_does_not_depend_on_its_length()
    {
        Constant(static items => items.Par().Sum());
        Constant(static items => items.Par().Select(static x => x * 2L).Sum());
        Constant(static items => items.Par().Where(static x => x > 5).Select(static x => x * 2L).Count());
        Constant(static items => items.Par().Max());
        Constant(static items => items.Par().Aggregate(static (a, b) => a ^ b));
        Constant(static items => items.Par().Any(static x => x < 0));
        Constant(static items => items.AsSpan().Par().ForEach(static (ref x) => x++));
        Constant(static items => items.AsSpan().Par().Chunks(16).ForEach(static chunk => chunk.Reverse()));
        Constant(static items => items.AsMemory().Par().WithMaxLength(8).ForEach(static x => GC.KeepAlive(null)));
    }

    [Fact]
    public void Neither_does_it_for_references()
    {
        ConstantForReferences(static items => items.Par().Select(static x => x.Length).Sum());
        ConstantForReferences(static items => items.Par().Where(static x => x.Length > 1).Select(static x => x.Length).Count());
        ConstantForReferences(static items => items.Par().Aggregate(static (a, b) => a.Length < b.Length ? a : b));
        ConstantForReferences(static items => items.Par().ForEach(static x => GC.KeepAlive(x)));
    }

    [Fact]
    public void Nor_for_two_iterators_at_once()
    {
        Constant(static items => items.Par().Zip(items.Par(), static (x, y) => x + y).Max());
        Constant(static items => items.Par().Zip(items.Par(), items.Par()).Count());
        Constant(static items => items.Par().Concat(items.Par()).Count());
        Constant(static items => items.Par().Interleave(items.Par()).Max());
        Constant(static items => items.Par().InterleaveShortest(items.AsSpan().Par()).Max());
        Constant(static items => items.Par().Intersperse(3).Count());
        Constant(static items => items.Par().SequenceEqual(items.Par()));
        Constant(static items => items.Par().SequenceCompareTo(items.Par()));
    }

    [Fact]
    public void Nor_for_pieces_and_chunks()
    {
        Constant(static items => items.Par().ChunkBy(static (x, y) => x < y).Count());
        Constant(static items => items.Par().Split(static x => x == 3).Count());
        Constant(static items => items.AsSpan().Par().SplitInclusive(static x => x == 3).Count());
        Constant(static items => items.Par().AggregateChunks(10, 0L, static (sum, x) => sum + x).Max());
        Constant(static items => items.Par().Windows(3).Select(static window => window[0] + window[2]).Max());
        Constant(static items => items.Par().TakeEvery(3).Reverse().Skip(1).Sum());
    }

    [Fact]
    public void Nor_for_text()
    {
        ConstantForText(static text => text.Par().Lines().Count());
        ConstantForText(static text => text.Par().Words().Select(static word => word.Length).Max());
        ConstantForText(static text => text.Par().Split(',').Count());
        ConstantForText(static text => text.Par().Runes().Count());
        ConstantForText(static text => text.Par().Utf8Bytes().Max());
    }

    [Fact]
    public void Nor_for_lists_with_room_that_are_filled_and_drained()
    {
        var list = new List<int>(200_000);
        var second = new List<int>(200_000);
        Constant(items =>
        {
            list.Clear();
            list.AddRange(items.Par().Select(static x => x + 1));
            list.ParDrain().Sum();
        });
        Constant(items =>
        {
            list.Clear();
            second.Clear();
            items.Par().Select(static x => (x, x + 1)).Unzip(list, second);
        });
    }

    [Fact]
    public void Nor_for_states_and_errors()
    {
        Constant(static items => items.Par().Select(static () => 1, static (one, x) => x + one).Max());
        Constant(static items => items.Par().ForEach(static () => 1, static (one, x) => GC.KeepAlive(null)));
        Constant(static items => items.Par().TryForEach(static x => Result.Ok<Unit, string>(default)));
    }

    [Fact]
    public void A_run_without_results_allocates_one_small_object() =>
        Assert.InRange(Bytes(Shared, static items => items.Par().Select(static x => x * 2L).Sum()), 1, 160);

    [Fact]
    public void Collecting_allocates_the_result_and_nothing_that_grows()
    {
        foreach (int length in (int[])[Shared, 200_000])
        {
            Assert.Equal(Bytes(length, static items => GC.KeepAlive(new long[items.Length])) + OneRun, Bytes(length, static items => items.Par().Select(static x => x * 2L).ToArray()));
            Assert.Equal(Bytes(length, static items => GC.KeepAlive(new List<long>(items.Length))) + OneRun, Bytes(length, static items => items.Par().Select(static x => x * 2L).ToList()));
        }
    }

    private static long OneRun => Bytes(Shared, static items => items.Par().Select(static x => x * 2L).Sum());

    private static void Constant(Action<int[]> run) => Assert.Equal(Bytes(Shared, run), Bytes(200_000, run));

    private static void ConstantForReferences(Action<string[]> run) => Assert.Equal(Bytes(Shared, Name, run), Bytes(200_000, Name, run));

    private static void ConstantForText(Action<string> run)
    {
        Assert.Equal(Of(2000), Of(5000));

        long Of(int phrases)
        {
            string text = string.Concat(Enumerable.Repeat("a few words, and the \u20AC sign\n\U0001F600", phrases));
            return Bytes(1, _ => text, texts => run(texts[0]));
        }
    }

    private static string Name(int value) => $"<{value}>";

    private static long Bytes(int length, Action<int[]> run) => Bytes(length, static x => x % 7, run);

    private static long Bytes<T>(int length, Func<int, T> make, Action<T[]> run) =>
        Single.Install(() =>
        {
            T[] items = [.. Enumerable.Range(0, length).Select(make)];
            long least = long.MaxValue;
            // The least of several, because the first runs also allocate what the runtime keeps.
            for (int repetition = 0; repetition < 5; repetition++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                run(items);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            return least;
        });
}
