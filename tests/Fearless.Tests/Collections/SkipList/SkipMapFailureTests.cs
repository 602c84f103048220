using Fearless.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections.SkipList;

public class SkipMapFailureTests
{
    [Fact]
    public void A_factory_or_predicate_that_throws_changes_nothing()
    {
        SkipMap<int, int> map = new() { [1] = 1 };
        Assert.Throws<TimeoutException>(() => map.GetOrAdd(2, static _ => throw new TimeoutException()));
        Assert.Throws<TimeoutException>(() => map.AddOrUpdate(2, static _ => throw new TimeoutException(), static (_, old) => old));
        Assert.Throws<TimeoutException>(() => map.AddOrUpdate(1, 5, static (_, _) => throw new TimeoutException()));
        Assert.Throws<TimeoutException>(() => map.CompareInsert(1, 5, static _ => throw new TimeoutException()));
        Assert.Equal([new(1, 1)], map.ToArray());
        Assert.Equal((1, false), (map.Count, map.IsEmpty));
        SkipListChecks.AssertInvariants(map.List);
    }

    [Fact]
    public void A_comparer_that_throws_changes_nothing()
    {
        var comparer = new FailingComparer();
        SkipMap<int, int> map = new(comparer);
        for (int key = 0; key < 200; key += 2)
            map[key] = key;
        for (int calls = 0; calls < 12; calls++)
        {
            comparer.CallsLeft = calls;
            Probe(() => map.TryAdd(101, 1));
            comparer.CallsLeft = int.MaxValue;
            map.TryRemove(101, out _);
            comparer.CallsLeft = calls;
            Probe(() => map.ContainsKey(100));
            Probe(() => map.Remove(1000));
            Probe(() => map.UpperBound(51));
            comparer.CallsLeft = int.MaxValue;
            Assert.Equal(100, map.Count);
            Assert.Equal(Enumerable.Range(0, 100).Select(static i => i * 2), map.Keys);
        }
        SkipListChecks.AssertInvariants(map.List);

        static void Probe(Action action)
        {
            try
            {
                action();
            }
            catch (TimeoutException)
            {
            }
        }
    }

    [Fact]
    public void A_removal_whose_comparer_fails_while_it_tidies_up_has_happened()
    {
        var comparer = new FailingComparer();
        SkipMap<int, int> map = new(comparer);
        for (int key = 0; key < 100; key++)
            map[key] = key;
        int removed = 0, threw = 0;
        for (int key = 0; key < 100; key++)
        {
            comparer.CallsLeft = 6;
            try
            {
                if (map.TryRemove(key, out int value))
                {
                    Assert.Equal(key, value);
                    removed++;
                }
            }
            catch (TimeoutException)
            {
                threw++;
            }
        }
        comparer.CallsLeft = int.MaxValue;
        Assert.Equal(100, removed + threw);
        Assert.Equal(threw, map.Count);
        Assert.Equal(threw, map.ToArray().Length);
    }

    [Fact]
    public void A_comparer_that_lies_neither_hangs_nor_breaks_the_map() => PoolTest.Guard(() =>
    {
        var random = new Random(1);
        SkipMap<int, int> map = new(Comparer<int>.Create((_, _) => random.Next(3) - 1));
        for (int i = 0; i < 3000; i++)
        {
            map[random.Next(100)] = i;
            map.TryRemove(random.Next(100), out _);
            map.TryGetValue(random.Next(100), out _);
            map.UpperBound(random.Next(100));
            if (i % 100 == 0)
            {
                Assert.True(map.ToArray().Length <= 3000);
                Assert.True(map.Descending().Take(1000).Count() <= 1000);
            }
            if (i % 7 == 0)
                map.PopFirst(out _, out _);
        }
        map.Clear();
    });

    private sealed class FailingComparer : IComparer<int>
    {
        public int CallsLeft { get; set; } = int.MaxValue;

        public int Compare(int x, int y) => CallsLeft-- > 0 ? x.CompareTo(y) : throw new TimeoutException();
    }
}
