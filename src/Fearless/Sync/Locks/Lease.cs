namespace Fearless.Sync;

/// <summary>The right to what one out of several holds at the same time. Copies are one right: once one of them has ended, all have.</summary>
/// <remarks><c>default</c> is of nothing, and has ended.</remarks>
internal readonly struct Lease
{
    private readonly long _number;

    public Lease(LeasePlace place)
    {
        Place = place;
        _number = place.Begin();
    }

    public LeasePlace? Place { get; }

    public bool IsCurrent => Place?.Has(_number) == true;

    /// <summary>Ends it, or suspends it; false when that has been done, with this copy or with another.</summary>
    public bool TryEnd() => Place?.TryEnd(_number) == true;

    /// <summary>Goes on with it. By who has suspended it.</summary>
    public void Resume() => Place?.Resume(_number);

    /// <summary>Another lease in its place. By who has suspended it: it has then ended.</summary>
    public Lease Replace() => new(Place!);
}
