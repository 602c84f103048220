using Fearless.Collections;
using Fearless.Testing;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections.SkipList;

/// <summary>Every operation of the ordered collections acts as if it were done at one moment. By themselves, as threads that take turns meet
/// nowhere.</summary>
[Collection(nameof(Alone))]
public class SkipListLinearizabilityTests
{
    private const int Keys = 4;

    private static readonly Argument<int> Key = Argument.Between(1, Keys);
    private static readonly Argument<(int Key, int Value)> Pair = Argument.Pair(Key, Argument.Distinct());
    private static readonly LinearizabilityOptions Options = new() { Budget = TimeSpan.FromSeconds(1.5) };

    [Fact]
    public void Operations_on_one_key_act_as_if_done_one_after_another() =>
        Map<int>(static value => value, static value => value + 1000).Check(Options);

    [Fact]
    public void With_values_that_are_references_too() =>
        Map<string>(static value => $"{value}", static value => value + "+").Check(Options);

    [Fact]
    public void With_a_guide_too() => Map<int>(static value => value, static value => value + 1000, Guided).Check(Options);

    [Fact]
    public void Bounds_and_ends_act_as_if_done_one_after_another() => Ends().Check(Options);

    [Fact]
    public void Popping_takes_each_key_once_and_one_that_is_there() => Ends()
        .RelaxedOperation(
            "PopFirst",
            static map => map.PopFirst(out int key, out _) ? key : 0,
            static (model, key) => key == 0 ? model.Count == 0 : model.Remove(key))
        .RelaxedOperation(
            "PopLast",
            static map => map.PopLast(out int key, out _) ? key : 0,
            static (model, key) => key == 0 ? model.Count == 0 : model.Remove(key))
        .Check(Options);

    [Fact]
    public void Popping_takes_the_first_when_nobody_adds() => LinearizabilityTest
        .For(static () => SkipMap.Create([new(1, 1), new(2, 2), new(3, 3), new(4, 4), new KeyValuePair<int, int>(5, 5)]),
            static () => new SortedDictionary<int, int> { [1] = 1, [2] = 2, [3] = 3, [4] = 4, [5] = 5 })
        .Operation("PopFirst", static map => map.PopFirst(out int key, out _) ? key : 0, static model => Pop(model, model.Keys.FirstOrDefault()))
        .Operation("TryRemove", Key, static (map, key) => map.TryRemove(key, out _), static (model, key) => model.Remove(key))
        .Operation("First", static map => map.TryGetFirst(out var entry) ? entry.Key : 0, static model => model.Keys.FirstOrDefault())
        .Check(Options);

    [Fact]
    public void The_operations_of_a_set_act_as_if_done_one_after_another() => Specifications
        .Set(
            static () => new SkipSet<int>(),
            static (set, item) => set.Add(item),
            static (set, item) => set.Remove(item),
            static (set, item) => set.Contains(item))
        .Check(Options);

    private static LinearizabilityTest<SkipMap<int, TValue>, SortedDictionary<int, TValue>> Map<TValue>(
        Func<int, TValue> make, Func<TValue, TValue> change, Func<SkipMap<int, TValue>>? create = null)
        where TValue : notnull => LinearizabilityTest
        .For(create ?? (static () => new SkipMap<int, TValue>()), static () => new SortedDictionary<int, TValue>())
        .Operation(
            "TryAdd", Pair, (map, pair) => map.TryAdd(pair.Key, make(pair.Value)), (model, pair) => model.TryAdd(pair.Key, make(pair.Value)))
        .Operation("Set", Pair, (map, pair) => map[pair.Key] = make(pair.Value), (model, pair) => model[pair.Key] = make(pair.Value))
        .Operation(
            "GetOrAdd",
            Pair,
            (map, pair) => map.GetOrAdd(pair.Key, make(pair.Value)),
            (model, pair) => model.TryAdd(pair.Key, make(pair.Value)) ? make(pair.Value) : model[pair.Key])
        .Operation(
            "TryRemove",
            Key,
            static (map, key) => map.TryRemove(key, out TValue? value) ? value : (object?)null,
            static (model, key) => model.Remove(key, out TValue? value) ? value : (object?)null)
        .Operation(
            "TryGetValue",
            Key,
            static (map, key) => map.TryGetValue(key, out TValue? value) ? value : (object?)null,
            static (model, key) => model.TryGetValue(key, out TValue? value) ? value : (object?)null)
        .Operation(
            "AddOrUpdate",
            Pair,
            (map, pair) => map.AddOrUpdate(pair.Key, make(pair.Value), (_, old) => change(old)),
            (model, pair) => model[pair.Key] = model.TryGetValue(pair.Key, out TValue? old) ? change(old) : make(pair.Value))
        .Operation(
            "Entry.Remove",
            Key,
            static (map, key) => map.TryGetEntry(key, out SkipMapEntry<int, TValue> entry) && map.TryRemove(KeyValuePair.Create(key, entry.Value)),
            static (model, key) => model.Remove(key),
            givesUp: static removed => !removed)
        .DividedBy<int>(static key => key)
        .DividedBy<(int Key, int Value)>(static pair => pair.Key);

    /// <summary>A map whose guide knows of keys before those that the operations are about, between them, and behind.</summary>
    private static SkipMap<int, int> Guided()
    {
        SkipMap<int, int> map = [];
        for (int key = -1; key <= Keys + 1; key++)
            map[key] = key;
        map.List.MakeGuide();
        for (int key = 1; key <= Keys; key++)
            map.Remove(key);
        map[2] = 2;
        map.List.MakeGuide();
        map.Remove(2);
        return map;
    }

    private static LinearizabilityTest<SkipMap<int, int>, SortedDictionary<int, int>> Ends() => LinearizabilityTest
        .For(static () => new SkipMap<int, int>(), static () => new SortedDictionary<int, int>())
        .Operation("TryAdd", Key, static (map, key) => map.TryAdd(key, key), static (model, key) => model.TryAdd(key, key))
        .Operation("TryRemove", Key, static (map, key) => map.TryRemove(key, out _), static (model, key) => model.Remove(key))
        .Operation("MakeGuide", static map => map.List.MakeGuide(), static _ => { })
        .Operation("ContainsKey", Key, static (map, key) => map.ContainsKey(key), static (model, key) => model.ContainsKey(key))
        .Operation("First", static map => map.TryGetFirst(out var entry) ? entry.Key : 0, static model => model.Keys.FirstOrDefault())
        .Operation("Last", static map => map.TryGetLast(out var entry) ? entry.Key : 0, static model => model.Keys.LastOrDefault())
        .Operation(
            "LowerBound", Key, static (map, key) => map.LowerBound(key)?.Key, static (model, key) => First(model.Keys.Where(k => k >= key)))
        .Operation(
            "Above",
            Key,
            static (map, key) => map.LowerBound(key, inclusive: false)?.Key,
            static (model, key) => First(model.Keys.Where(k => k > key)))
        .Operation(
            "UpperBound", Key, static (map, key) => map.UpperBound(key)?.Key, static (model, key) => First(model.Keys.Where(k => k <= key).Reverse()))
        .Operation(
            "Below",
            Key,
            static (map, key) => map.UpperBound(key, inclusive: false)?.Key,
            static (model, key) => First(model.Keys.Where(k => k < key).Reverse()));

    private static int Pop(SortedDictionary<int, int> model, int key)
    {
        model.Remove(key);
        return key;
    }

    private static int? First(IEnumerable<int> keys) => keys.Select(static key => (int?)key).FirstOrDefault();
}
