namespace Fearless.Plumbing;

/// <summary>A walk over a tree, in parts.</summary>
internal sealed class TreeWalk<T>(TreePart<T> root) : LiveParts<TreePart<T>>(root)
{
    public override bool HasRest(long slot) => this[slot].HasRest;

    public override bool TryDivide(long slot, out long right)
    {
        right = slot;
        if (!this[slot].TryDivide(out TreePart<T> part))
            return false;
        right = Add(part);
        return true;
    }

    public TFolder Fold<TFolder>(long slot, TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        TreePart<T> part = this[slot];
        do
            folder = part.Fold(folder);
        while (!IsAttended && part.HasRest && !folder.IsFull);
        return folder;
    }
}
