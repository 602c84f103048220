using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Collections;

namespace Fearless.Tests.Collections.SkipList;

public class SkipNodeTests
{
    [Fact]
    public void The_links_of_all_nodes_begin_at_the_same_offset_and_lie_side_by_side()
    {
        Check<byte, SkipNothing>(1, default);
        Check<int, int>(1, 2);
        Check<long, Guid>(1, default);
        Check<string, string>("a", "b");
        Check<decimal, bool>(1, true);
        Check<(string, byte), (byte, object?)>(("a", 1), (1, null));

        static void Check<TKey, TValue>(TKey key, TValue value)
        {
            int expected = -1;
            foreach (int height in new[] { 1, 2, 3, 4, 5, 8, 9, 16 })
            {
                SkipNode<TKey, TValue> node = SkipNodes.Create(height, key, value);
                int offset = (int)Unsafe.ByteOffset(
                    ref Unsafe.As<StrongBox<byte>>(node).Value,
                    ref Unsafe.As<AtomicRef<SkipLink>, byte>(ref FirstOf(node)));
                expected = expected < 0 ? offset : expected;
                Assert.Equal(expected, offset);
                Assert.True(Unsafe.AreSame(ref FirstOf(node), ref node.Next(0)));
                for (int level = 1; level < height; level++)
                    Assert.Equal(IntPtr.Size, (int)Unsafe.ByteOffset(ref node.Next(level - 1), ref node.Next(level)));
            }
        }
    }

    [Fact]
    public void Every_link_of_a_node_holds_what_is_written_to_it()
    {
        for (int height = 1; height <= SkipNodes.MaxHeight; height++)
        {
            SkipNode<int, string> node = SkipNodes.Create(height, 1, "a");
            SkipNode<int, string>[] targets = [.. Enumerable.Range(0, height).Select(static i => SkipNodes.Create(1, i, "b"))];
            for (int level = 0; level < height; level++)
                node.Next(level).Write(targets[level]);
            GC.Collect();
            for (int level = 0; level < height; level++)
                Assert.Same(targets[level], node.Next(level).Read());
            Assert.Equal((1, "a", height), (node.Key, node.ValueOf(node.Token.Read()!), node.Height));
        }
    }

    [Fact]
    public void Frozen_links_hold_marks_of_their_successors()
    {
        SkipNode<int, int> node = SkipNodes.Create(3, 1, 1), next = SkipNodes.Create(1, 2, 2);
        node.Next(1).Write(next);
        node.Freeze();
        Assert.Null(Assert.IsType<SkipMark>(node.Next(0).Read()).Successor);
        Assert.Same(next, Assert.IsType<SkipMark>(node.Next(1).Read()).Successor);
        SkipLink? mark = node.Next(1).Read();
        node.Freeze();
        Assert.Same(mark, node.Next(1).Read());
    }

    private static ref AtomicRef<SkipLink> FirstOf<TKey, TValue>(SkipNode<TKey, TValue> node)
    {
        switch (node)
        {
            case SkipNode1<TKey, TValue> one:
                return ref one.Tower.First;
            case SkipNode2<TKey, TValue> two:
                return ref two.Tower[0];
            case SkipNode3<TKey, TValue> three:
                return ref three.Tower[0];
            case SkipNode4<TKey, TValue> four:
                return ref four.Tower[0];
            case SkipNode8<TKey, TValue> eight:
                return ref eight.Tower[0];
            default:
                return ref ((SkipNodeMax<TKey, TValue>)node).Tower[0];
        }
    }
}
