using CsCheck;
using Fearless.Collections;

namespace Fearless.Tests.Collections.SkipList;

/// <summary>Any sequence of operations does what it does to a sorted dictionary.</summary>
public class SkipListModelTests
{
    private enum Step
    {
        Add, Set, Remove, RemovePair, Get, First, Last, PopFirst, PopLast, Lower, Upper, Range, CompareInsert, EntryRemove, Clear,
    }

    [Fact]
    public void A_map_of_structs_acts_like_a_sorted_dictionary() => Check(static number => number, null);

    [Fact]
    public void A_map_of_references_acts_like_a_sorted_dictionary() => Check(static number => number == 0 ? null : $"{number}", null);

    [Fact]
    public void A_map_with_a_comparer_acts_like_a_sorted_dictionary() =>
        Check(static number => (number, "text"), Comparer<int>.Create(static (x, y) => y.CompareTo(x)));

    private static void Check<TValue>(Func<int, TValue> make, IComparer<int>? comparer) =>
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 20], Gen.Int[0, 3]).Array[0, 200].Sample(
            steps =>
            {
                var map = new SkipMap<int, TValue>(comparer);
                var model = new SortedDictionary<int, TValue>(comparer);
                foreach (var (step, key, number) in steps)
                    Apply(map, model, step == Step.Clear && number > 0 ? Step.Add : step, key, make(number));
                Assert.Equal(model, map);
                Assert.Equal(model.Reverse(), map.Descending());
                SkipListChecks.AssertInvariants(map.List);
            },
            iter: 400);

    private static void Apply<TValue>(SkipMap<int, TValue> map, SortedDictionary<int, TValue> model, Step step, int key, TValue value)
    {
        bool has = model.TryGetValue(key, out TValue? old);
        switch (step)
        {
            case Step.Add:
                Assert.Equal(model.TryAdd(key, value), map.TryAdd(key, value));
                break;
            case Step.Set:
                map[key] = value;
                model[key] = value;
                break;
            case Step.Remove:
                Assert.Equal(has, map.TryRemove(key, out TValue? removed));
                Assert.Equal(old, removed);
                model.Remove(key);
                break;
            case Step.RemovePair:
                bool equal = has && EqualityComparer<TValue>.Default.Equals(old, value);
                Assert.Equal(equal, map.TryRemove(KeyValuePair.Create(key, value)));
                if (equal)
                    model.Remove(key);
                break;
            case Step.Get:
                Assert.Equal(has, map.TryGetValue(key, out TValue? found));
                Assert.Equal(old, found);
                break;
            case Step.First:
                Assert.Equal(model.Count > 0 ? model.First().Key : null, map.TryGetFirst(out var first) ? first.Key : (int?)null);
                break;
            case Step.Last:
                Assert.Equal(model.Count > 0 ? model.Last().Key : null, map.TryGetLast(out var last) ? last.Key : (int?)null);
                break;
            case Step.PopFirst:
                Pop(model, model.FirstOrDefault(), map.PopFirst(out int smallest, out TValue? ofSmallest), smallest, ofSmallest);
                break;
            case Step.PopLast:
                Pop(model, model.LastOrDefault(), map.PopLast(out int greatest, out TValue? ofGreatest), greatest, ofGreatest);
                break;
            case Step.Lower:
                Assert.Equal(NullableFirst(model.Keys.Where(k => model.Comparer.Compare(k, key) >= 0)), map.LowerBound(key)?.Key);
                Assert.Equal(NullableFirst(model.Keys.Where(k => model.Comparer.Compare(k, key) > 0)), map.LowerBound(key, inclusive: false)?.Key);
                break;
            case Step.Upper:
                Assert.Equal(NullableLast(model.Keys.Where(k => model.Comparer.Compare(k, key) <= 0)), map.UpperBound(key)?.Key);
                Assert.Equal(NullableLast(model.Keys.Where(k => model.Comparer.Compare(k, key) < 0)), map.UpperBound(key, inclusive: false)?.Key);
                break;
            case Step.Range:
                int to = key + (model.Comparer.Compare(0, 1) * -5);
                Assert.Equal(
                    model.Keys.Where(k => model.Comparer.Compare(k, key) >= 0 && model.Comparer.Compare(k, to) < 0),
                    map.Range(key, to).Select(static pair => pair.Key));
                break;
            case Step.CompareInsert:
                bool agrees = !has || !EqualityComparer<TValue>.Default.Equals(old, value);
                Assert.Equal(agrees, map.CompareInsert(key, value, seen => !EqualityComparer<TValue>.Default.Equals(seen, value)));
                if (agrees)
                    model[key] = value;
                break;
            case Step.EntryRemove:
                Assert.Equal(has, map.TryGetEntry(key, out var entry) && entry.Remove());
                model.Remove(key);
                break;
            case Step.Clear:
                map.Clear();
                model.Clear();
                break;
        }
        Assert.Equal(model.Count, map.Count);
        Assert.Equal(model.Count == 0, map.IsEmpty);
    }

    private static void Pop<TValue>(SortedDictionary<int, TValue> model, KeyValuePair<int, TValue> expected, bool popped, int key, TValue? value)
    {
        Assert.Equal(model.Count > 0, popped);
        Assert.Equal((expected.Key, expected.Value), (key, value));
        model.Remove(expected.Key);
    }

    private static int? NullableFirst(IEnumerable<int> keys) => keys.Select(static key => (int?)key).FirstOrDefault();

    private static int? NullableLast(IEnumerable<int> keys) => keys.Select(static key => (int?)key).LastOrDefault();
}
