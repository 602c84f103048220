namespace Fearless.Channels;

/// <summary>The other side of a channel is gone: nobody will receive what would be sent, or nothing more will come.</summary>
public sealed class ChannelDisconnectedException : InvalidOperationException
{
    /// <summary>Creates the exception with a general text.</summary>
    public ChannelDisconnectedException()
        : this("The other side of the channel is gone.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what to do about it.</param>
    public ChannelDisconnectedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what to do about it.</param>
    /// <param name="innerException">Why.</param>
    public ChannelDisconnectedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal static ChannelDisconnectedException NoReceivers(Exception? closeError = null) => closeError is not null ? Closed(closeError) : new(
        "The last receiver of the channel is gone, or the channel was closed, so nobody would receive the value; it is still yours. To be told without an exception, use TrySend.");

    internal static ChannelDisconnectedException NoSenders(Exception? closeError = null) => closeError is not null ? Closed(closeError) : new(
        "The last sender of the channel is gone, or the channel was closed, and everything that was sent has been received. To be told without an exception, use TryReceive or foreach.");

    private static ChannelDisconnectedException Closed(Exception error) => new(
        "The channel was closed because of an error, which is the inner exception. To be told without an exception, use TrySend, TryReceive and CloseError.", error);
}
