namespace Fearless.Plumbing;

/// <summary>Lets items pass or not, as all workers come to them: one for each run. Any thread.</summary>
internal abstract class Gate<T>
    where T : allows ref struct
{
    /// <summary>Whether nothing passes any more.</summary>
    public virtual bool IsClosed => false;

    /// <summary>Whether <paramref name="item"/> passes. Asked once for each item.</summary>
    public abstract bool Admits(T item);
}
