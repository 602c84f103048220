namespace Fearless;

/// <summary>Stands for a null where a moved value has to be, so that the spawn fails after it has taken care of the others.</summary>
internal sealed class MissingMoved : IMoved
{
    /// <summary>The one instance.</summary>
    public static readonly MissingMoved Instance = new();

    public object Content => this;

    public void Claim() => throw new ArgumentNullException(
        "moved", "A moved value is missing. Pass what Move.Of returned for the variable that owns the value. "
        + "Where null is meant as a plain state, give it a type: (object?)null.");

    public bool TryRelease() => false;

    public void Dispose()
    {
    }
}
