namespace Fearless;

/// <summary>What an <see cref="Interval"/> does about ticks whose time was over before anybody waited for them.</summary>
public enum MissedTicks
{
    /// <summary>They come at once, one after the other, until it has caught up: in the long run there are as many as periods.</summary>
    Burst,

    /// <summary>They are left out: the next one comes at the next whole number of periods from the beginning.</summary>
    Skip,

    /// <summary>One comes at once, and the next one a period after that: two are never closer than a period. So whatever a tick is late, the
    /// following ones are too.</summary>
    Delay,
}
