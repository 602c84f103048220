using System.Runtime.InteropServices;

namespace Fearless;

/// <summary>A list whose count was already set, so that its buffer stays the same.</summary>
internal readonly struct ListTarget<T>(List<T> list) : ICollectTarget<T>
{
    public Span<T> GetSpan(int start, int count) => CollectionsMarshal.AsSpan(list).Slice(start, count);
}
