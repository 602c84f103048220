using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>One message of a broadcast. Under the lock of its core.</summary>
internal struct BroadcastSlot<T>
{
    public Checked<T> Value;

    /// <summary>How many subscriptions have still to receive it.</summary>
    public Checked<int> Remaining;

    /// <summary>Whether a subscription has received it, so that it has an owner.</summary>
    public Checked<bool> IsDelivered;
}
