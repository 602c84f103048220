using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

internal readonly struct ListProducer<T>(List<T> list) : IMutableProducer<T>
{
    private readonly int _count = list.Count;

    public long Length => _count;

    static bool IProducer<T>.RunsForeignCode => false;

    public ReadOnlySpan<T> GetReadOnlySpan(long start, int count) => GetSpan(start, count);

    public Span<T> GetSpan(long start, int count)
    {
        // Asked anew for each block, and sliced with a check: a list that is changed meanwhile gives stale items or this exception, never
        // other memory.
        Span<T> items = CollectionsMarshal.AsSpan(list);
        if (items.Length != _count)
            throw new InvalidOperationException("The list was changed while a parallel iterator ran over it. Change it afterwards, or iterate over a copy.");
        return items.Slice((int)start, count);
    }

    public TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        folder.Fold(new SpanBlock<T>(GetReadOnlySpan(start, count)));
        return folder;
    }
}
