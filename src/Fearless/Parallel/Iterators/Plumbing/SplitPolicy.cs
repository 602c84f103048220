namespace Fearless.Plumbing;

/// <summary>Decides the tree of splits from slot numbers alone, so that it does not depend on which worker was free. Any thread.</summary>
internal abstract class SplitPolicy
{
    /// <summary>Where to cut the slots from <paramref name="start"/> to <paramref name="end"/>: a number between the two, or one of them
    /// for no cut.</summary>
    public abstract long Cut(long start, long end);

    /// <summary>How many slots to fold at a time, at least one, when <paramref name="remaining"/> are left in the piece.</summary>
    public abstract int BlockLength(long start, long remaining);

    /// <summary>Whether to split the work that is left in a slot.</summary>
    public virtual bool Divides(long slot) => false;
}
