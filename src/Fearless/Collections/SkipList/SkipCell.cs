using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>The part of a node that holds the value.</summary>
/// <remarks>A base class, because the runtime lays out its fields before those of derived ones: searches read the token, the key and the links,
/// so they lie side by side, behind what is seldom read.</remarks>
internal abstract class SkipCell<TValue> : SkipLink
{
    /// <summary>The number of levels, at least one.</summary>
    public readonly int Height;

    // Written before the node is published by the compare-and-swap of level 0, and never after.
    private Checked<TValue> _initial;

    /// <summary>Identifies the value, and says whether the node is in the list: null once it is removed, and null for ever then.</summary>
    /// <remarks>The one word that decides between removing and replacing. Otherwise it is the value, when that is a reference; a box of
    /// it, when it was replaced or holds references; <see cref="SkipToken.Initial"/>, when it lies in the node.</remarks>
    public AtomicRef<object> Token;

    protected SkipCell(int height, TValue value)
    {
        Height = height;
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
}
