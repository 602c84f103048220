using Fearless.Plumbing;

namespace Fearless;

internal readonly struct ArrayTarget<T, TItem>(T[] array) : ICollectTarget<TItem>
{
    public Span<TItem> GetSpan(int start, int count)
    {
        SlotCount.ThrowIfBeyond(array.Length, start, count);
        return Erasure.Places<T, TItem>(new(array, start, count));
    }
}
