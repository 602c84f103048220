namespace Fearless.Channels;

/// <summary>What a broadcast does when its slowest subscription has not received the oldest message, and there is no more room.</summary>
public enum LagPolicy
{
    /// <summary>Sending waits for the slowest subscription, which misses nothing.</summary>
    Wait,

    /// <summary>Sending never waits: the oldest message is dropped. A subscription that had not received it goes on with the oldest that is
    /// left, and can tell how many it has missed (<see cref="Broadcast{T}.CountMissed"/>). When nobody had received it, it is disposed
    /// if it is <see cref="IDisposable"/>, by the sender; what that throws comes out of the send, which has taken place.</summary>
    DropOldest,
}
