namespace Fearless.Channels;

/// <summary>What has become of a oneshot's value: the word of <see cref="OneshotCore{T}"/>. It goes from open to one of the others,
/// and from sent to received.</summary>
internal static class OneshotState
{
    /// <summary>The value can still come.</summary>
    public const int Open = 0;

    /// <summary>The value is there.</summary>
    public const int Sent = 1;

    /// <summary>The value was taken out, by a receive or by the disposal of the receiver.</summary>
    public const int Received = 2;

    /// <summary>The sender is gone without having sent.</summary>
    public const int SenderGone = 3;

    /// <summary>The receiver is gone; the value stays the sender's.</summary>
    public const int ReceiverGone = 4;
}
