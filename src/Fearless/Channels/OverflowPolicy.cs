namespace Fearless.Channels;

/// <summary>Which value a full channel drops when another one is sent.</summary>
public enum OverflowPolicy
{
    /// <summary>The one that is received next, so that the newest ones are kept.</summary>
    DropOldest,

    /// <summary>The one that was sent last before, so that the oldest ones and the one being sent are kept.</summary>
    DropNewest,

    /// <summary>The one being sent, so that what is in the channel stays as it is.</summary>
    DropSent,
}
