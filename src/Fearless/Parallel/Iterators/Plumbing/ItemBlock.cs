using System.Diagnostics.CodeAnalysis;

namespace Fearless.Plumbing;

/// <summary>A block of one item.</summary>
internal readonly struct ItemBlock<T>(T item) : IBlock<T>
{
    public int Length => 1;

    public bool TryGet(int index, [MaybeNullWhen(false)] out T value)
    {
        value = item;
        return true;
    }
}
