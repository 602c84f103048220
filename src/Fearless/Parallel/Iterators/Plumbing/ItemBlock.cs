using System.Diagnostics.CodeAnalysis;

namespace Fearless.Plumbing;

/// <summary>A block of one item, or of the same one many times.</summary>
internal readonly struct ItemBlock<T>(T item, int length = 1) : IBlock<T>
{
    public int Length => length;

    public bool TryGet(int index, [MaybeNullWhen(false)] out T value)
    {
        value = item;
        return true;
    }
}
