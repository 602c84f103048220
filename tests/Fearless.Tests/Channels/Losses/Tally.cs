namespace Fearless.Tests.Channels.Losses;

/// <summary>What happened to all messages.</summary>
internal sealed class Tally
{
    public long Delivered { get; private set; }

    public long Returned { get; private set; }

    public long Disposed { get; private set; }

    public void Count(Message message)
    {
        Delivered += message.Counts.Delivered;
        Returned += message.Counts.Returned;
        Disposed += message.Counts.Disposed;
    }
}
