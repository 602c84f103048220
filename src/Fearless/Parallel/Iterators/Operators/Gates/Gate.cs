namespace Fearless.Plumbing;

/// <summary>Turns once, as all workers together come to the items, and lets those on one side of that pass: one for each run. Any
/// thread.</summary>
internal abstract class Gate<T>(GateSide open)
    where T : allows ref struct
{
    /// <summary>Whether nothing passes any more.</summary>
    public bool IsClosed => open == GateSide.Before && HasTurned;

    protected abstract bool HasTurned { get; }

    /// <summary>Whether <paramref name="item"/> passes. Asked once for each item.</summary>
    public bool Admits(T item) => IsBehind(item) == (open == GateSide.Behind);

    /// <summary>Whether the gate has turned, or turns with this item.</summary>
    protected abstract bool IsBehind(T item);
}
