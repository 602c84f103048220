namespace Fearless.Plumbing;

internal readonly struct ArrayProducer<T>(T[] array) : IMutableProducer<T>
{
    public long Length => array.Length;

    static bool IProducer<T>.RunsForeignCode => false;

    // Not AsSpan: that would refuse an array of a derived type, which may be read.
    public ReadOnlySpan<T> GetReadOnlySpan(long start, int count) => new(array, (int)start, count);

    public Span<T> GetSpan(long start, int count) => array.AsSpan((int)start, count);

    public TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        folder.Fold(new SpanBlock<T>(GetReadOnlySpan(start, count)));
        return folder;
    }
}
