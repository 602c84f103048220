namespace Fearless.Channels;

/// <summary>How an attempt to send ended. With every result but <see cref="Sent"/> nothing was sent, and the value is still the
/// caller's.</summary>
public enum SendResult
{
    /// <summary>The value is in the channel, or with its receiver.</summary>
    Sent,

    /// <summary>There is no room, or with a rendezvous channel no receiver that waits; and the call was not to wait.</summary>
    Full,

    /// <summary>There was no room until the time was up.</summary>
    TimedOut,

    /// <summary>Nobody will ever receive: the last receiver is gone.</summary>
    Disconnected,

    /// <summary>The token was cancelled first.</summary>
    Cancelled,
}
