using Fearless.Collections;

namespace Fearless.Tests.Collections.SkipList;

/// <summary>Looks inside a skip list when nobody changes it.</summary>
internal static class SkipListChecks
{
    /// <summary>Whether the list is what the README says it is when nothing is going on: every level in strict order, every node of an upper
    /// level in the one below, no removed node left, not in the guide either, every node on all of its levels.</summary>
    public static void AssertInvariants<TKey, TValue>(SkipList<TKey, TValue> list)
    {
        if (list.Guides.Current is { } guide)
            Assert.All(guide.Nodes, static node => Assert.NotNull(node.Token.Read()));

        HashSet<SkipNode<TKey, TValue>>? below = null;
        for (int level = 0; level < SkipNodes.MaxHeight; level++)
        {
            HashSet<SkipNode<TKey, TValue>> here = [];
            SkipNode<TKey, TValue> previous = list.Head;
            while (previous.Next(level).Read() is { } link)
            {
                SkipNode<TKey, TValue> node = Assert.IsType<SkipNode<TKey, TValue>>(link, exactMatch: false);
                Assert.NotNull(node.Token.Read());
                Assert.True(ReferenceEquals(previous, list.Head) || list.Compare(previous.Key, node.Key) < 0, "The keys ascend.");
                Assert.True(below is null || below.Contains(node), "A node is on all levels below its own.");
                here.Add(node);
                previous = node;
            }
            if (below is not null)
                Assert.All(below, node => Assert.True(node.Height <= level || here.Contains(node), "A node is on each of its levels."));
            below = here;
            if (level == 0)
                Assert.Equal(here.Count, list.Count);
        }
    }
}
