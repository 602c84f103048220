using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A key of a skip list, its value, and a link for each of the levels that it is part of.</summary>
/// <remarks>The links lie in the node itself, beside the key, so that a step costs one cache miss and no more: .NET has no arrays inside
/// objects, so there is a class for each height (see <see cref="SkipNodes"/>).</remarks>
[DebuggerDisplay("{Key}, height {Height}, removed: {Token.ReadRelaxed() == null}")]
internal abstract class SkipNode<TKey, TValue> : SkipLink
{
    // Both written before the node is published by the compare-and-swap of level 0, and never after.
    private Checked<TKey> _key;
    private Checked<TValue> _initial;

    /// <summary>Identifies the value, and says whether the node is in the list: null once it is removed, and null for ever then.</summary>
    /// <remarks>The one word that decides between removing and replacing. Otherwise it is the value, when that is a reference; a box of
    /// it, when it was replaced or holds references; <see cref="SkipToken.Initial"/>, when it lies in the node.</remarks>
    public AtomicRef<object> Token;

    /// <summary>The number of levels, at least one.</summary>
    public readonly int Height;

    protected SkipNode(int height, TKey key, TValue value)
    {
        Height = height;
        _key = new(key);
        if (LiesInNode)
        {
            _initial = new(value);
            Token = new(SkipToken.Initial);
        }
        else
        {
            Token = new(TokenOf(value));
        }
    }

    public TKey Key
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _key.Read();
    }

    // A value that holds references is not kept in the node: it would stay reachable after it was replaced.
    private static bool LiesInNode => !RuntimeHelpers.IsReferenceOrContainsReferences<TValue>();

    /// <summary>The token of a value that comes to replace another.</summary>
    public static object TokenOf(TValue value) =>
        typeof(TValue).IsValueType ? new SkipBox<TValue>(value) : (object?)value ?? SkipToken.Null;

    /// <summary>The value that <paramref name="token"/> identifies. It was read from this node, at any time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue ValueOf(object token)
    {
        if (LiesInNode && ReferenceEquals(token, SkipToken.Initial))
            return _initial.Read();

        // SAFETY: TokenOf made the token: a box of exactly this type for a struct; for a reference, the value or the mark of null.
        if (typeof(TValue).IsValueType)
            return Unsafe.As<SkipBox<TValue>>(token).Value;
        return ReferenceEquals(token, SkipToken.Null) ? default! : Unsafe.As<object, TValue>(ref token);
    }

    /// <summary>Replaces the value, whatever it is, unless the node is removed.</summary>
    /// <param name="token">A token that was read from this node.</param>
    /// <param name="value">The value to come.</param>
    public bool TrySetValue(object token, TValue value)
    {
        object replacement = TokenOf(value);
        object? expected = token;
        while (expected is not null)
        {
            object? before = Token.CompareExchange(expected, replacement);
            if (ReferenceEquals(before, expected))
                return true;
            expected = before;
        }
        return false;
    }

    /// <summary>The link of <paramref name="level"/>.</summary>
    /// <param name="level">Below <see cref="Height"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref AtomicRef<SkipLink> Next(int level)
    {
        Debug.Assert((uint)level < (uint)Height, "A node is part of the levels below its height.");

        // SAFETY: every node is one of the classes in SkipNodes, each of which adds one field to this class, a tower of at least Height
        // links. The runtime lays out the fields of a base class first and aligns what follows by its type, so the towers of all of
        // them begin at the same offset (a test reads it), and the level is within the tower.
        return ref Unsafe.Add(ref Unsafe.As<SkipNode1<TKey, TValue>>(this).Tower.First, level);
    }

    /// <summary>Sees that every link of this node, which was removed, holds a mark. From then on its links do not change, but to be cut.</summary>
    public void Freeze()
    {
        // INVARIANT: from the top down, so that a mark in level 0 means that all are marked.
        if (Next(0).Read() is SkipMark)
            return;
        for (int level = Height - 1; level >= 0; level--)
        {
            SkipLink? successor = Next(level).Read();
            while (successor is not SkipMark)
            {
                // RACE: several threads may freeze a node that was removed. One of them marks each link, and any mark will do.
                SkipLink? before = Next(level).CompareExchange(successor, new SkipMark(successor));
                if (ReferenceEquals(before, successor))
                    break;
                successor = before;
            }
        }
    }
}
