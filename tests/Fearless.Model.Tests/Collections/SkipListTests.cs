using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

/// <summary>Two or three threads on neighbouring keys. Under the model a key decides its height: 3 and 6 have one level, 1 and 4 two, 2 and 5 three.</summary>
public class SkipListTests
{
    [Fact]
    public void A_key_is_added_by_one_of_two() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<int, int>();
        bool other = false;
        ModelThread thread = Model.Thread(() => other = map.TryAdd(1, 10), "other");
        bool own = map.TryAdd(1, 20);
        thread.Join();
        Assert.True(own ^ other);
        Assert.Equal(own ? 20 : 10, map[1]);
        AssertIntact(map, 1);
    });

    [Fact]
    public void A_key_is_removed_by_one_of_two() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        bool other = false;
        ModelThread thread = Model.Thread(() => other = map.TryRemove(1, out _), "other");
        bool own = map.TryRemove(1, out _);
        thread.Join();
        Assert.True(own ^ other);
        AssertIntact(map);
    });

    [Fact]
    public void Neighbours_are_added_without_losing_one() => ModelBudget.CheckAll(
        static () =>
        {
            SkipMap<int, int> map = With(1);
            ModelThread thread = Model.Thread(() => Assert.True(map.TryAdd(2, 2)), "other");
            Assert.True(map.TryAdd(5, 5));
            thread.Join();
            AssertIntact(map, 1, 2, 5);
        });

    [Fact]
    public void Nothing_is_lost_that_is_added_behind_a_key_that_is_removed() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        ModelThread thread = Model.Thread(() => Assert.True(map.TryRemove(1, out _)), "remover");
        Assert.True(map.TryAdd(4, 4));
        thread.Join();
        AssertIntact(map, 4);
    });

    [Fact]
    public void Neighbours_are_removed_without_reviving_one() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = With(1, 2);
            ModelThread thread = Model.Thread(() => Assert.True(map.TryRemove(1, out _)), "other");
            Assert.True(map.TryRemove(2, out _));
            thread.Join();
            AssertIntact(map);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_key_is_removed_though_the_search_stood_at_one_that_was_removed() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(3, 6);
        ModelThread thread = Model.Thread(() => Assert.True(map.TryRemove(3, out _)), "other");
        Assert.True(map.TryRemove(6, out _));
        thread.Join();
        AssertIntact(map);
    });

    [Fact]
    public void A_tower_of_two_that_is_built_while_its_key_is_removed_leaves_no_node_behind() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(4);
        bool removed = false;
        ModelThread thread = Model.Thread(() => removed = map.TryRemove(1, out _), "remover");
        Assert.True(map.TryAdd(1, 1));
        thread.Join();
        AssertIntact(map, removed ? [4] : [1, 4]);
    });

    [Fact]
    public void A_tower_that_is_built_while_its_key_is_removed_leaves_no_node_behind() => Model.Check(
        static () =>
        {
            var map = new SkipMap<int, int>();
            bool removed = false;
            ModelThread thread = Model.Thread(() => removed = map.TryRemove(2, out _), "remover");
            Assert.True(map.TryAdd(2, 2));
            thread.Join();
            AssertIntact(map, removed ? [] : [2]);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_key_is_added_anew_while_it_is_removed() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = With(2);
            ModelThread thread = Model.Thread(() => Assert.True(map.TryRemove(2, out _)), "remover");
            bool added = map.TryAdd(2, 20);
            thread.Join();
            AssertIntact(map, added ? [2] : []);
            Assert.True(!added || map[2] == 20);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_value_is_replaced_or_removed_but_not_both() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        int removed = 0;
        ModelThread thread = Model.Thread(() => Assert.True(map.TryRemove(1, out removed)), "remover");
        bool updated = map.TryUpdate(1, 20, 1);
        thread.Join();
        Assert.Equal(updated ? 20 : 1, removed);
        AssertIntact(map);
    });

    [Fact]
    public void A_value_is_set_before_its_key_is_removed_or_the_key_is_added_anew() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        int removed = 0;
        ModelThread thread = Model.Thread(() => Assert.True(map.TryRemove(1, out removed)), "remover");
        map[1] = 20;
        thread.Join();
        if (removed == 20)
            AssertIntact(map);
        else
            Assert.Equal((1, 20), (removed, map[1]));
    });

    [Fact]
    public void A_pair_is_removed_as_it_is_or_stays() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        ModelThread thread = Model.Thread(() => map.AddOrUpdate(1, 20, static (_, before) => before + 10), "updater");
        bool removed = map.TryRemove(KeyValuePair.Create(1, 1));
        thread.Join();
        Assert.Equal(removed ? 20 : 11, map[1]);
        AssertIntact(map, 1);
    });

    [Fact]
    public void Two_updates_follow_each_other() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<int, int>();
        ModelThread thread = Model.Thread(() => map.AddOrUpdate(1, 10, static (_, before) => before + 1), "other");
        map.AddOrUpdate(1, 10, static (_, before) => before + 1);
        thread.Join();
        Assert.Equal(11, map[1]);
        AssertIntact(map, 1);
    });

    [Fact]
    public void A_value_that_is_inserted_if_it_is_less_is_the_least() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        map[1] = 30;
        ModelThread thread = Model.Thread(() => map.CompareInsert(1, 20, static before => before > 20), "other");
        map.CompareInsert(1, 10, static before => before > 10);
        thread.Join();
        Assert.Equal(10, map[1]);
    });

    [Fact]
    public void A_node_that_was_added_beside_a_lower_one_is_taken_out_of_all_levels() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<int, int>();
        ModelThread thread = Model.Thread(() => map.TryAdd(1, 1), "other");
        map.TryAdd(2, 2);
        thread.Join();
        Assert.True(map.TryRemove(2, out _));
        AssertIntact(map, 1);
    });

    [Fact]
    public void Two_that_pop_from_both_ends_share_a_key() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        bool other = false;
        ModelThread thread = Model.Thread(() => other = map.PopLast(out _, out _), "other");
        bool own = map.PopFirst(out _, out _);
        thread.Join();
        Assert.True(own ^ other);
        AssertIntact(map);
    });

    [Fact]
    public void A_key_whose_value_is_replaced_is_never_missing_and_its_value_is_whole() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(1);
        ModelThread thread = Model.Thread(() => map[1] = 20, "writer");
        Assert.True(map.TryGetValue(1, out int value));
        Assert.True(value is 1 or 20);
        thread.Join();
        Assert.Equal(20, map[1]);
    });

    [Fact]
    public void A_key_that_is_found_is_complete() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<int, int>();
        Model.Thread(() => map.TryAdd(1, 10), "writer");
        if (map.TryGetValue(1, out int value))
            Assert.Equal(10, value);
    });

    [Fact]
    public void A_key_is_found_while_its_neighbours_come_and_go() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = With(2, 4);
            ModelThread thread = Model.Thread(
                () =>
                {
                    map.TryRemove(2, out _);
                    map.TryAdd(3, 3);
                },
                "writer");
            Assert.True(map.ContainsKey(4));
            Assert.Equal(4, map.Last().Key);
            thread.Join();
            AssertIntact(map, 3, 4);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Two_that_pop_share_two_keys() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = With(1, 2);
            int other = 0;
            ModelThread thread = Model.Thread(() => Assert.True(map.PopFirst(out other, out _)), "other");
            Assert.True(map.PopFirst(out int own, out _));
            thread.Join();
            Assert.Equal(3, own + other);
            AssertIntact(map);
        },
        ModelBudget.Bounded);

    [Fact]
    public void An_enumeration_sees_what_stays_while_its_place_is_removed() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = With(1, 2, 4);
            ModelThread thread = Model.Thread(() => map.TryRemove(2, out _), "remover");
            List<int> seen = [.. map.Select(static pair => pair.Key)];
            thread.Join();
            Assert.True(seen is [1, 2, 4] or [1, 4], string.Join(", ", seen));
        },
        ModelBudget.Bounded);

    [Fact]
    public void The_last_key_is_the_last_at_some_moment() => Model.Check(
        static () =>
        {
            // 4 goes before 1 does. So the last key is 4, or 1, or there is none: but once 4 is gone, 1 is the last until it goes.
            SkipMap<int, int> map = With(1);
            ModelThread thread = Model.Thread(
                () =>
                {
                    map.TryAdd(4, 4);
                    map.TryRemove(1, out _);
                    map.TryRemove(4, out _);
                },
                "writer");
            int first = map.TryGetLast(out var last) ? last.Key : 0;
            int second = map.TryGetLast(out last) ? last.Key : 0;
            thread.Join();

            // 1, then 4, then nothing: never back.
            int[] order = [1, 4, 0];
            Assert.True(Array.IndexOf(order, first) <= Array.IndexOf(order, second), $"{first}, {second}");
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_guide_lets_go_of_a_node_that_is_removed_while_it_is_made() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = With(3, 6);
        ModelThread thread = Model.Thread(map.List.MakeGuide, "maker");
        Assert.True(map.TryRemove(3, out _));
        thread.Join();
        AssertIntact(map, 6);
    });

    [Fact]
    public void A_key_is_added_by_one_of_two_that_a_guide_leads() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = Guided(1);
        bool other = false;
        ModelThread thread = Model.Thread(() => other = map.TryAdd(3, 10), "other");
        bool own = map.TryAdd(3, 20);
        thread.Join();
        Assert.True(own ^ other);
        AssertIntact(map, 1, 3);
    });

    [Fact]
    public void Nothing_is_lost_that_is_added_behind_a_key_of_a_guide_that_is_removed() => ModelBudget.CheckAll(static () =>
    {
        SkipMap<int, int> map = Guided(1);
        ModelThread thread = Model.Thread(() => Assert.True(map.TryRemove(1, out _)), "remover");
        Assert.True(map.TryAdd(3, 3));
        Assert.True(map.ContainsKey(3));
        thread.Join();
        AssertIntact(map, 3);
    });

    [Fact]
    public void A_key_is_found_by_a_guide_while_its_neighbours_come_and_go() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = Guided(2, 4);
            ModelThread thread = Model.Thread(
                () =>
                {
                    map.TryRemove(2, out _);
                    map.TryAdd(3, 3);
                },
                "writer");
            Assert.True(map.ContainsKey(4));
            Assert.Equal(4, map.Last().Key);
            thread.Join();
            AssertIntact(map, 3, 4);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_tower_that_a_guide_leads_to_is_removed_while_it_is_built_and_leaves_no_node_behind() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = Guided(1);
            bool removed = false;
            ModelThread thread = Model.Thread(() => removed = map.TryRemove(2, out _), "remover");
            Assert.True(map.TryAdd(2, 2));
            thread.Join();
            AssertIntact(map, removed ? [1] : [1, 2]);
        },
        ModelBudget.Bounded);

    [Fact]
    public void High_nodes_that_a_guide_does_not_know_lead_on_while_they_are_built() => Model.Check(
        static () =>
        {
            SkipMap<int, int> map = Guided(1);
            map.TryAdd(4, 4);
            ModelThread thread = Model.Thread(
                () =>
                {
                    map.TryAdd(2, 2);
                    map.TryRemove(4, out _);
                },
                "writer");
            Assert.True(map.TryAdd(6, 6));
            Assert.True(map.TryRemove(6, out _));
            thread.Join();
            AssertIntact(map, 1, 2);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_link_that_is_prepared_and_that_a_guided_search_follows_is_not_unlinked_from() => Model.Check(
        static () =>
        {
            // 2 is to be on the level of 5 and 8, and leads there before it is linked. What cuts 5 loose on the way from 2 forgets 8.
            SkipMap<int, int> map = Guided(1);
            map.TryAdd(5, 5);
            map.TryAdd(8, 8);
            ModelThread thread = Model.Thread(
                () =>
                {
                    map.TryRemove(5, out _);
                    map.TryAdd(11, 11);
                },
                "other");
            map.TryAdd(2, 2);
            thread.Join();
            AssertIntact(map, 1, 2, 8, 11);
        },
        ModelBudget.Bounded with { PreemptionBound = 1, MaxDuration = TimeSpan.FromSeconds(30) });

    [Fact]
    public void A_removal_that_is_only_looked_at_first_is_found_to_be_done_twice() => ModelBudget.Catches(ModelFailureKind.Exception, static () =>
    {
        // What the compare-and-swap of the token is for.
        SkipMap<int, int> map = With(1);
        SkipNode<int, int> node = NodeOf(map, 1);
        bool other = false;
        ModelThread thread = Model.Thread(() => other = TakeOut(node), "other");
        bool own = TakeOut(node);
        thread.Join();
        Assert.True(own ^ other);

        static bool TakeOut(SkipNode<int, int> node)
        {
            bool there = node.Token.Read() is not null;
            node.Token.Write(null);
            return there;
        }
    });

    [Fact]
    public void Without_marks_a_key_that_is_added_behind_a_removed_one_is_found_to_be_lost() => ModelBudget.Catches(ModelFailureKind.Exception, static () =>
    {
        // What freezing is for: the link of the removed node is read, and then another node comes behind it.
        SkipMap<int, int> map = With(1);
        SkipNode<int, int> node = NodeOf(map, 1);
        ModelThread thread = Model.Thread(
            () =>
            {
                SkipLink? successor = node.Next(0).Read();
                node.Token.CompareAndSet(node.Token.Read(), null);
                map.List.Head.Next(0).CompareAndSet(node, successor);
            },
            "remover");
        map.TryAdd(4, 4);
        thread.Join();
        Assert.True(map.ContainsKey(4));
    });

    private static SkipMap<int, int> With(params int[] keys)
    {
        var map = new SkipMap<int, int>();
        foreach (int key in keys)
            map[key] = key;
        return map;
    }

    private static SkipMap<int, int> Guided(params int[] keys)
    {
        SkipMap<int, int> map = With(keys);
        map.List.MakeGuide();
        return map;
    }

    private static SkipNode<int, int> NodeOf(SkipMap<int, int> map, int key)
    {
        Assert.True(map.List.TryFind(key, out var node, out _));
        return node;
    }

    /// <summary>What the README says of a list that nobody works on: the keys, in order, and no removed node on any level or in the guide.</summary>
    private static void AssertIntact(SkipMap<int, int> map, params int[] keys)
    {
        if (map.List.Guides.Current is { } guide)
            Assert.All(guide.Nodes, static node => Assert.NotNull(node.Token.Read()));
        for (int level = 0; level < SkipNodes.MaxHeight; level++)
        {
            List<int> found = [];
            for (SkipLink? link = map.List.Head.Next(level).Read(); link is not null; link = ((SkipNode<int, int>)link).Next(level).Read())
            {
                var node = Assert.IsType<SkipNode<int, int>>(link, exactMatch: false);
                Assert.NotNull(node.Token.Read());
                found.Add(node.Key);
            }
            Assert.Equal(keys.Where(key => HeightOf(key) > level), found);
        }
        Assert.Equal(keys.Length, map.Count);
    }

    private static int HeightOf(int key) => 1 + (key % SkipNodes.MaxHeight);
}
