using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Fearless.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections.SkipList;

/// <summary>Several threads at once, on few keys, with an account of what each of them was told.</summary>
public class SkipMapStressTests
{
    private const int Threads = 4;

    [Theory]
    [InlineData(1, 60_000)]
    [InlineData(4, 60_000)]
    [InlineData(300, 60_000)]
    public void Each_key_that_was_added_is_removed_by_exactly_one(int keys, int steps) => PoolTest.Guard(() =>
    {
        SkipMap<int, long> map = [];
        int[] balance = new int[keys];
        Run(thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < steps; i++)
            {
                int key = random.Next(keys);
                switch (random.Next(8))
                {
                    case 0 or 1 or 2:
                        if (map.TryAdd(key, i))
                            Interlocked.Increment(ref balance[key]);
                        break;
                    case 3 or 4:
                        if (map.TryRemove(key, out _))
                            Interlocked.Decrement(ref balance[key]);
                        break;
                    case 5:
                        if (map.TryGetEntry(key, out SkipMapEntry<int, long> entry) && entry.Remove())
                            Interlocked.Decrement(ref balance[key]);
                        break;
                    case 6:
                        if (map.PopFirst(out int first, out _))
                            Interlocked.Decrement(ref balance[first]);
                        break;
                    default:
                        if (map.PopLast(out int last, out _))
                            Interlocked.Decrement(ref balance[last]);
                        break;
                }
            }
        });
        Assert.All(balance, static count => Assert.InRange(count, 0, 1));
        Assert.Equal(Enumerable.Range(0, keys).Where(key => balance[key] == 1), map.Keys);
        Assert.Equal(balance.Sum(), map.Count);
        SkipListChecks.AssertInvariants(map.List);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Neighbours_that_come_and_go_leave_no_node_behind(bool ascending) => PoolTest.Guard(() =>
    {
        // Each thread adds and removes keys of its own, next to those of the others: what races is links and nothing else.
        SkipMap<int, int> map = new(ascending ? null : Comparer<int>.Create(static (x, y) => y.CompareTo(x)));
        Run(thread =>
        {
            for (int i = 0; i < 40_000; i++)
            {
                int key = (i % 8 * Threads) + thread;
                Assert.True(map.TryAdd(key, i));
                if (i % 3 != 0)
                    Assert.True(map.ContainsKey(key));
                Assert.True(map.TryRemove(key, out int value));
                Assert.Equal(i, value);
            }
        });
        Assert.True(map.IsEmpty);
        SkipListChecks.AssertInvariants(map.List);
    });

    [Fact]
    public void A_key_whose_value_is_replaced_is_never_missing() => PoolTest.Guard(() =>
    {
        // SOURCE: crossbeam #1023, where a lookup between the two steps of a replacement found nothing.
        SkipMap<int, int> map = [];
        SkipMap<int, string> texts = [];
        map[1] = 0;
        texts[1] = "0";
        Run(thread =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                if (thread < 2)
                {
                    map[1] = i;
                    texts[1] = "x";
                }
                else
                {
                    Assert.True(map.TryGetValue(1, out _));
                    Assert.True(texts.TryGetValue(1, out string? text));
                    Assert.NotNull(text);
                    Assert.Equal(1, map.First().Key);
                    Assert.Equal(1, map.UpperBound(5)?.Key);
                }
            }
        });
        Assert.Single(map.ToArray());
    });

    [Fact]
    public void A_value_larger_than_a_word_is_never_torn() => PoolTest.Guard(() =>
    {
        SkipMap<int, Wide> map = [];
        map[1] = default;
        Run(thread =>
        {
            for (long i = 0; i < 60_000; i++)
            {
                if (thread == 0)
                {
                    map[1] = new Wide(i, i, i, i);
                }
                else if (thread == 1)
                {
                    map.TryRemove(1, out _);
                    map.TryAdd(1, new Wide(i, i, i, i));
                }
                else if (map.TryGetValue(1, out Wide value))
                {
                    Assert.True(value.A == value.B && value.B == value.C && value.C == value.D);
                }
            }
        });
    });

    [Fact]
    public void A_value_is_replaced_or_removed_but_not_both() => PoolTest.Guard(() =>
    {
        // Every value that was put in is taken out once: by whoever replaced it, removed it, or by the end.
        const int Steps = 60_000;
        SkipMap<int, Payload> map = [];
        int[] taken = new int[Threads * Steps];
        Run(thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < Steps; i++)
            {
                var payload = new Payload((thread * Steps) + i);
                Payload? replaced = null;
                if (random.Next(3) == 0)
                {
                    if (map.TryRemove(0, out Payload? removed))
                        Interlocked.Increment(ref taken[removed.Id]);
                    Interlocked.Increment(ref taken[payload.Id]);
                    continue;
                }
                map.AddOrUpdate(0, (_, _) => { replaced = null; return payload; }, (_, old, _) => { replaced = old; return payload; }, 0);
                if (replaced is not null)
                    Interlocked.Increment(ref taken[replaced.Id]);
            }
        });
        if (map.TryRemove(0, out Payload? last))
            taken[last.Id]++;
        Assert.All(taken, static count => Assert.Equal(1, count));
    });

    [Fact]
    public void An_enumeration_sees_every_key_that_stays_once_and_in_order_whatever_comes_and_goes() => PoolTest.Guard(() =>
    {
        const int Keys = 200;
        SkipMap<int, int> map = [];
        for (int key = 0; key < Keys; key += 2)
            map[key] = key;
        bool stop = false;
        int enumerations = 0;
        Run(thread =>
        {
            var random = new Random(thread);
            if (thread < 2)
            {
                while (!Volatile.Read(ref stop))
                {
                    int key = (random.Next(Keys / 2) * 2) + 1;
                    if (!map.TryAdd(key, key))
                        map.TryRemove(key, out _);
                    map[random.Next(Keys / 2) * 2] = key;
                }
                return;
            }
            for (int round = 0; round < 400; round++)
            {
                AssertSees(Enumerable.Range(0, Keys), map, ascending: true);
                AssertSees(Enumerable.Range(0, Keys), map.Descending(), ascending: false);
                AssertSees(Enumerable.Range(51, 50), map.Range(51, 101), ascending: true);
                AssertSees(Enumerable.Range(51, 50), map.Range(51, 101).Descending(), ascending: false);
                List<int> byEntry = [];
                for (SkipMapEntry<int, int>? entry = map.First(); entry is { } here; entry = here.Next)
                    byEntry.Add(here.Key);
                AssertOrder(Enumerable.Range(0, Keys), byEntry);
            }
            if (Interlocked.Increment(ref enumerations) == Threads - 2)
                Volatile.Write(ref stop, true);
        });
        SkipListChecks.AssertInvariants(map.List);

        static void AssertSees(IEnumerable<int> range, IEnumerable<KeyValuePair<int, int>> pairs, bool ascending)
        {
            List<int> seen = [.. pairs.Select(static pair => pair.Key)];
            if (!ascending)
                seen.Reverse();
            AssertOrder(range, seen);
        }

        static void AssertOrder(IEnumerable<int> range, List<int> seen)
        {
            for (int i = 1; i < seen.Count; i++)
                Assert.True(seen[i - 1] < seen[i], "In strict order.");
            Assert.Equal(range.Where(static key => key % 2 == 0), seen.Where(static key => key % 2 == 0));
            Assert.Empty(seen.Except(range));
        }
    });

    [Fact]
    public void Every_key_is_popped_once() => PoolTest.Guard(() =>
    {
        const int Keys = 60_000;
        SkipMap<int, int> map = [];
        int[] popped = new int[Keys];
        int added = 0;
        Run(thread =>
        {
            if (thread == 0)
            {
                for (int key = 0; key < Keys; key++)
                    map[key * 7919 % Keys] = key;
                Volatile.Write(ref added, 1);
                return;
            }
            while (true)
            {
                bool last = Volatile.Read(ref added) != 0;
                bool found = thread % 2 == 0 ? map.PopFirst(out int key, out _) : map.PopLast(out key, out _);
                if (found)
                    Interlocked.Increment(ref popped[key]);
                else if (last)
                    break;
            }
        });
        Assert.All(popped, static count => Assert.Equal(1, count));
        Assert.True(map.IsEmpty);
        SkipListChecks.AssertInvariants(map.List);
    });

    [Fact]
    public void All_threads_get_the_value_that_was_added() => PoolTest.Guard(() =>
    {
        for (int round = 0; round < 300; round++)
        {
            SkipMap<int, object> map = [];
            object[] got = new object[Threads];
            using var start = new Barrier(Threads);
            Run(thread =>
            {
                start.SignalAndWait();
                got[thread] = map.GetOrAdd(1, static _ => new object());
            });
            Assert.All(got, value => Assert.Same(map[1], value));
        }
    });

    [Fact]
    public void No_update_is_lost() => PoolTest.Guard(() =>
    {
        SkipMap<int, int> map = [];
        SkipMap<int, int> greatest = [];
        Run(thread =>
        {
            for (int i = 0; i < 30_000; i++)
            {
                map.AddOrUpdate(i % 3, 1, static (_, old) => old + 1);
                int value = (i * 7919 % 30_000) + thread;
                greatest.CompareInsert(0, value, static (old, value) => old < value, value);
            }
        });
        Assert.Equal([Threads * 10_000, Threads * 10_000, Threads * 10_000], map.Values);
        Assert.Equal(29_999 + Threads - 1, greatest[0]);
    });

    [Fact]
    public void Removing_and_replacing_the_same_key_leaves_nothing_behind() => PoolTest.Guard(() =>
    {
        // SOURCE: crossbeam #672 and #1127, where two removals, or a removal and a replacement, leaked the node.
        List<WeakReference> values = [];
        SkipMap<int, object>[] maps = [.. Enumerable.Range(0, 200).Select(_ => Race(values))];
        PoolTest.UntilCollected(() => values.TrueForAll(static value => !value.IsAlive), "the values are collected");
        GC.KeepAlive(maps);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static SkipMap<int, object> Race(List<WeakReference> values)
        {
            SkipMap<int, object> map = [];
            using var start = new Barrier(2);
            map[1] = Tracked(values);
            Run(
                thread =>
                {
                    start.SignalAndWait();
                    if (thread == 0)
                        map[1] = Tracked(values);
                    map.TryRemove(1, out _);
                },
                threads: 2);
            map.TryRemove(1, out _);
            SkipListChecks.AssertInvariants(map.List);
            return map;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static object Tracked(List<WeakReference> values)
        {
            object value = new();
            lock (values)
                values.Add(new WeakReference(value));
            return value;
        }
    });

    [Fact]
    public void Ranges_under_churn_do_not_grow_the_heap() => PoolTest.Guard(() =>
    {
        // SOURCE: crossbeam #671, #1178 and tikv #19285, where ranges kept every node that they passed.
        // Of the values themselves: the heap of the process is other tests' too.
        SkipMap<int, byte[]> map = [];
        var values = new ConcurrentBag<WeakReference>();
        Run(thread =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                int key = (i * Threads) + thread;
                byte[] value = new byte[1000];
                if (i % 100 == 0)
                    values.Add(new WeakReference(value));
                map[key] = value;
                foreach (KeyValuePair<int, byte[]> pair in map.Range(key - 20, key))
                    map.TryRemove(pair.Key, out _);
            }
        });
        map.Clear();
        SkipListChecks.AssertInvariants(map.List);
        GC.Collect();
        Assert.InRange(values.Count(static value => value.IsAlive), 0, values.Count / 10);
        GC.KeepAlive(map);
    });

    [Fact]
    public void Clearing_removes_what_was_there_while_others_add() => PoolTest.Guard(() =>
    {
        SkipMap<int, int> map = [];
        for (int round = 0; round < 100; round++)
        {
            for (int key = 0; key < 200; key += 2)
                map[key] = round;
            Run(
                thread =>
                {
                    if (thread == 0)
                    {
                        map.Clear();
                        return;
                    }
                    for (int key = 1; key < 400; key += 2)
                        map[key] = round;
                },
                threads: 2);
            Assert.DoesNotContain(map, static pair => pair.Key % 2 == 0);
            SkipListChecks.AssertInvariants(map.List);
            map.Clear();
        }
    });

    [Fact]
    public void The_count_is_never_negative() => PoolTest.Guard(() =>
    {
        SkipMap<int, int> map = [];
        int running = Threads - 1;
        Run(thread =>
        {
            if (thread == 0)
            {
                while (Volatile.Read(ref running) > 0)
                    Assert.InRange(map.Count, 0, 10);
                return;
            }
            for (int i = 0; i < 100_000; i++)
            {
                if (i % 2 == 0)
                    map.TryAdd(i % 10, i);
                else
                    map.PopFirst(out _, out _);
            }
            Interlocked.Decrement(ref running);
        });
        Assert.Equal(map.ToArray().Length, map.Count);
    });

    private static void Run(Action<int> body, int threads = Threads)
    {
        List<Exception> failures = [];
        Thread[] all = [.. Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            try
            {
                body(index);
            }
            catch (Exception exception)
            {
                lock (failures)
                    failures.Add(exception);
            }
        })
        { IsBackground = true })];
        foreach (Thread thread in all)
            thread.Start();
        foreach (Thread thread in all)
            thread.Join();
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private sealed record Payload(int Id);

    private readonly record struct Wide(long A, long B, long C, long D);
}
