namespace Fearless.Plumbing;

/// <summary>Work that the user's function splits; each part is one item.</summary>
internal sealed class SplitWork<T>(T work, TrySplit<T> trySplit) : LiveParts<SplitWork<T>.Part>(new(work))
{
    public override bool TryDivide(long slot, out long right)
    {
        right = slot;
        if (!trySplit(ref this[slot].Work, out T? rest))
            return false;
        right = Add(new(rest));
        return true;
    }

    public TFolder Fold<TFolder>(long slot, TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        folder.Fold(new ItemBlock<T>(this[slot].Work));
        return folder;
    }

    /// <summary>What is left of a part, for its one worker.</summary>
    internal sealed class Part(T work)
    {
        public T Work = work;
    }
}
