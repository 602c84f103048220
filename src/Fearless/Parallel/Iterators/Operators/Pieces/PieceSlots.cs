namespace Fearless.Plumbing;

/// <summary>Memory that separators cut into pieces, in parts that are split where pieces begin.</summary>
/// <remarks>Only the worker of a part reads it, to find its pieces and a place to split it at: whoever is given a piece may change
/// it.</remarks>
internal sealed class PieceSlots<TProducer, T, TSeparator>(TProducer items, TSeparator separator, PieceKind kind)
    // What is separated has one piece more than separators: one more is thought to stand behind the last item.
    : LiveParts<PiecePart>(new(0, items.Length + (kind == PieceKind.Separated ? 1 : 0)))
    where TProducer : struct, IContiguousProducer<T>
    where TSeparator : struct, ISeparator<T>
{
    public override bool HasRest(long slot) => this[slot].HasRest;

    public override bool TryDivide(long slot, out long right)
    {
        right = slot;
        PiecePart part = this[slot];
        if (part.IsOnePiece)
            return false;
        ReadOnlySpan<T> rest = RestOf(part);
        int cut = FindCut(rest);
        part.IsOnePiece = cut <= 0 || cut >= rest.Length;
        if (part.IsOnePiece)
            return false;
        right = Add(part.SplitOff(part.Start + cut));
        return true;
    }

    public TFolder Fold<TFolder>(long slot, TFolder folder)
        where TFolder : IFolder<ReadOnlySpan<T>>, allows ref struct
    {
        PiecePart part = this[slot];
        do
        {
            for (int left = part.Steps; left > 0 && part.HasRest && !folder.IsFull; left -= PiecePart.Capacity)
            {
                int found = FindPieces(part, Math.Min(left, PiecePart.Capacity));
                folder.Fold(new PieceBlock<T>(items.GetReadOnlySpan(0, (int)items.Length), part.Found.AsSpan(0, found)));
            }
            part.Adapt();
        }
        while (!IsAttended && part.HasRest && !folder.IsFull);
        return folder;
    }

    private int FindPieces(PiecePart part, int steps)
    {
        int found = 0;
        for (int step = 0; step < steps && part.HasRest; step++)
        {
            ReadOnlySpan<T> rest = RestOf(part);
            int length = separator.IndexOf(rest);
            int end = length < 0 ? rest.Length + 1 : length + separator.LengthAt(rest, length);
            if (length < 0)
                length = rest.Length;
            else if (kind == PieceKind.Inclusive)
                length = end;
            if (length > 0 || kind != PieceKind.NonEmpty)
                part.Found[found++] = ((int)part.Start, length);
            part.Start += end;
        }
        return found;
    }

    /// <summary>Where a piece begins near the middle; zero or the length if there is no such place.</summary>
    private int FindCut(ReadOnlySpan<T> rest)
    {
        int middle = rest.Length / 2;
        // From one item before: a separator between two items is found at the first of them.
        int from = Math.Max(middle - 1, 0);
        int at = separator.IndexOf(rest[from..]);
        if (at >= 0)
        {
            int cut = from + at + separator.LengthAt(rest, from + at);
            if (cut < rest.Length)
                return cut;
        }
        at = separator.LastIndexOf(rest[..middle]);
        return at < 0 ? 0 : at + separator.LengthAt(rest, at);
    }

    private ReadOnlySpan<T> RestOf(PiecePart part) => items.GetReadOnlySpan(part.Start, (int)(Math.Min(part.End, items.Length) - part.Start));
}
