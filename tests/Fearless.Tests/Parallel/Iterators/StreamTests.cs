using System.Collections.Concurrent;
using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Results that are computed ahead of whoever takes them: in order, bounded, and over when that one is.</summary>
public class StreamTests
{
    [Fact]
    public void Results_come_in_order_whoever_is_faster() => PoolTest.Run(3, static pool =>
        Gen.Select(Gen.Int[0, 50].Array[0, 200], Gen.Int[1, 20]).Sample(
            (spins, capacity) =>
            {
                Func<(int Spins, int Index), string> work = static x =>
                {
                    Thread.SpinWait(x.Spins * 20);
                    return $"n{x.Index}";
                };
                (int, int)[] items = [.. spins.Select(static (x, i) => (x, i))];
                string[] expected = [.. items.Select(work)];
                Assert.Equal(expected, items.ParSelect(work, capacity, pool));
                Assert.Equal(expected, pool.Install(() => items.ParSelect(work, capacity).ToArray()));
                Assert.Equal(expected, ToListAsync(items.ParSelectAsync(work, capacity, pool)).GetAwaiter().GetResult());
            },
            iter: 40,
            threads: 1));

    [Fact]
    public void No_more_items_than_the_capacity_are_ahead() => PoolTest.Run(2, static pool =>
    {
        int pulled = 0;
        int taken = 0;
        foreach (int item in Endless().ParSelect(static x => x, 5, pool))
        {
            taken++;
            Assert.InRange(pulled - taken, 0, 5);
            if (taken == 100)
                break;
        }

        IEnumerable<int> Endless()
        {
            while (true)
                yield return pulled++;
        }
    });

    [Fact]
    public void Items_are_worked_on_at_the_same_time() => PoolTest.Run(2, static pool =>
    {
        using var both = new Barrier(2);
        Assert.Equal([true, true], new[] { 0, 1 }.ParSelect(_ => both.SignalAndWait(PoolTest.Limit / 2), 2, pool));
    });

    [Fact]
    public void A_failure_comes_in_its_place_and_ends_the_rest() => PoolTest.Run(2, static pool =>
    {
        using var secondThrows = new ManualResetEventSlim();
        var source = new Source(1000);
        using IEnumerator<int> results = source.ParSelect(
            x =>
            {
                if (x == 3)
                {
                    PoolTest.Await(secondThrows, "the item behind it fails");
                    throw new FormatException();
                }
                if (x != 4)
                    return x;
                secondThrows.Set();
                throw new InvalidOperationException();
            },
            10,
            pool).GetEnumerator();
        for (int index = 0; index < 3; index++)
        {
            Assert.True(results.MoveNext());
            Assert.Equal(index, results.Current);
        }
        var failure = Assert.Throws<FormatException>(() => results.MoveNext());
        Assert.IsType<InvalidOperationException>(Assert.Single(failure.GetSuppressed()));
        Assert.False(results.MoveNext());
        Assert.InRange(source.Pulled, 4, 14);
        Assert.Equal(1, source.Disposed);
    });

    [Fact]
    public void Leaving_early_waits_for_what_runs_and_reports_what_failed_unseen()
    {
        var reported = new ConcurrentQueue<Exception>();
        PoolTest.Run(new WorkerPoolOptions { Size = 2, OnFailure = reported.Enqueue }, pool =>
        {
            using var secondRuns = new ManualResetEventSlim();
            int ended = 0;
            var source = new Source(1000);
            foreach (int item in source.ParSelect(
                x =>
                {
                    if (x == 1)
                    {
                        secondRuns.Set();
                        Thread.SpinWait(100_000);
                        ended++;
                        throw new FormatException();
                    }
                    return x;
                },
                2,
                pool))
            {
                PoolTest.Await(secondRuns, "the second item is being worked on");
                break;
            }
            Assert.Equal(1, ended);
            Assert.Equal(1, source.Disposed);
            Assert.IsType<FormatException>(Assert.Single(reported));
        });
    }

    [Fact]
    public void A_sequence_that_throws_surfaces_and_is_disposed() => PoolTest.Run(2, static pool =>
    {
        var source = new Source(1000) { FailsAt = 7 };
        Assert.Throws<NotSupportedException>(() => source.ParSelect(static x => x, 20, pool).Count());
        Assert.Equal(1, source.Disposed);
    });

    [Fact]
    public void A_cancellation_ends_it() => PoolTest.Run(2, static pool =>
    {
        using var cancellation = new CancellationTokenSource();
        var source = new Source(1000);
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (int item in source.ParSelect(static x => x, 4, pool, cancellation.Token))
                cancellation.Cancel();
        });
        Assert.Equal(1, source.Disposed);

        using var awaited = new CancellationTokenSource();
        Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (int item in source.ParSelectAsync(static x => x, 4, pool, awaited.Token))
                await awaited.CancelAsync();
        }).GetAwaiter().GetResult();
        Assert.Equal(2, source.Disposed);
    });

    [Fact]
    public void An_awaited_failure_comes_in_its_place_and_ends_the_rest() => PoolTest.Run(2, static pool =>
    {
        var source = new Source(1000);
        var taken = new List<int>();
        Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (int item in source.ParSelectAsync(static x => x == 5 ? throw new FormatException() : x, 10, pool))
                taken.Add(item);
        }).GetAwaiter().GetResult();
        Assert.Equal([0, 1, 2, 3, 4], taken);
        Assert.Equal(1, source.Disposed);
    });

    [Fact]
    public void Bad_arguments_are_named_before_anything_is_enumerated()
    {
        int[] items = [1];
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((int[])null!).ParSelect(static x => x)).ParamName);
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => items.ParSelect((Func<int, int>)null!)).ParamName);
        Assert.Equal("capacity", Assert.Throws<ArgumentOutOfRangeException>(() => items.ParSelect(static x => x, 0)).ParamName);
        Assert.Equal("capacity", Assert.Throws<ArgumentOutOfRangeException>(() => items.ParSelectAsync(static x => x, 0)).ParamName);
    }

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items)
            list.Add(item);
        return list;
    }

    /// <summary>Counts upwards, and how far and how often it is disposed.</summary>
    private sealed class Source(int length) : IEnumerable<int>
    {
        public int FailsAt { get; init; } = -1;

        public int Pulled { get; private set; }

        public int Disposed { get; private set; }

        public IEnumerator<int> GetEnumerator()
        {
            try
            {
                for (Pulled = 0; Pulled < length; Pulled++)
                {
                    if (Pulled == FailsAt)
                        throw new NotSupportedException();
                    yield return Pulled;
                }
            }
            finally
            {
                Disposed++;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
