namespace Fearless.Plumbing;

/// <summary>Pieces of memory.</summary>
internal readonly ref struct PieceBlock<T>(ReadOnlySpan<T> items, ReadOnlySpan<(int Start, int Length)> pieces) : IBlock<ReadOnlySpan<T>>
{
    private readonly ReadOnlySpan<T> _items = items;
    private readonly ReadOnlySpan<(int Start, int Length)> _pieces = pieces;

    public int Length => _pieces.Length;

    public bool TryGet(int index, out ReadOnlySpan<T> item)
    {
        (int start, int length) = _pieces[index];
        item = _items.Slice(start, length);
        return true;
    }
}
