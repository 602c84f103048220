using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>A list whose count was already set, so that its buffer stays the same.</summary>
internal readonly struct ListTarget<T, TItem>(List<T> list) : ICollectTarget<TItem>
{
    public Span<TItem> GetSpan(int start, int count) => Erasure.Places<T, TItem>(CollectionsMarshal.AsSpan(list).Slice(start, count));
}
