namespace Fearless.Channels;

/// <summary>How an attempt to receive ended. With every result but <see cref="Received"/> nothing was taken out of the channel.</summary>
public enum ReceiveResult
{
    /// <summary>There is a value, and it is the caller's.</summary>
    Received,

    /// <summary>There is nothing now, and the call was not to wait.</summary>
    Empty,

    /// <summary>Nothing came until the time was up.</summary>
    TimedOut,

    /// <summary>Nothing will ever come: the last sender is gone, and everything that was sent has been received.</summary>
    Disconnected,

    /// <summary>The token was cancelled first.</summary>
    Cancelled,
}
