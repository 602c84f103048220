using Fearless.Collections;
using Fearless.Testing;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Linearizability;

/// <summary>Every operation of the ordered collections acts as if it were done at one moment.</summary>
[Collection(nameof(Alone))]
public class SkipListLinearizabilityTests
{
    private static readonly LinearizabilityOptions Options = new() { Budget = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_map_answers_for_one_moment_key_by_key() => Specifications
        .Map(static () => new SkipMap<int, int>(), static (map, key, value) => map.TryAdd(key, value), Get, Remove)
        .Operation(
            "Set",
            Pairs(),
            static (map, pair) =>
            {
                map[pair.First] = pair.Second;
                return true;
            },
            static (model, pair) =>
            {
                model.Set(pair.First, pair.Second);
                return true;
            })
        .Operation(
            "GetOrAdd",
            Pairs(),
            static (map, pair) => map.GetOrAdd(pair.First, pair.Second),
            static (model, pair) => model.GetOrAdd(pair.First, pair.Second))
        .Operation(
            "AddOrUpdate",
            Pairs(),
            static (map, pair) => map.AddOrUpdate(pair.First, pair.Second, static (_, value) => value + 100),
            static (model, pair) =>
            {
                model.Set(pair.First, model.TryGet(pair.First, out int value) ? value + 100 : pair.Second);
                return model.GetOrAdd(pair.First, 0);
            })
        .Check(Options);

    // Without the pops: what they take was an end at some moment of the call, while others add, and not always at the one at which it goes.
    [Fact]
    public void The_ends_of_a_map_are_those_of_one_moment() => Specifications
        .OrderedMap(static () => new SkipMap<int, int>(), static (map, key, value) => map.TryAdd(key, value), Get, Remove)
        .Operation(
            "First",
            static map => map.TryGetFirst(out SkipMapEntry<int, int> entry) ? entry.Key : 0,
            static model => model.TryGetFirst(out int key) ? key : 0)
        .Operation(
            "Last",
            static map => map.TryGetLast(out SkipMapEntry<int, int> entry) ? entry.Key : 0,
            static model => model.TryGetLast(out int key) ? key : 0)
        .Check(Options);

    [Fact]
    public void A_set_answers_for_one_moment() => Specifications
        .Set(
            static () => new SkipSet<int>(),
            static (set, item) => set.Add(item),
            static (set, item) => set.Remove(item),
            static (set, item) => set.Contains(item))
        .Check(Options);

    private static Argument<(int First, int Second)> Pairs() => Argument.Pair(Argument.Between(1, 3), Argument.Distinct());

    private static int? Get(SkipMap<int, int> map, int key) => map.TryGetValue(key, out int value) ? value : null;

    private static int? Remove(SkipMap<int, int> map, int key) => map.TryRemove(key, out int value) ? value : null;
}
