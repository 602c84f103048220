using System.Diagnostics.CodeAnalysis;

namespace Fearless.Channels;

/// <summary>The sender and the subscriptions of a new broadcast, to be taken apart: <c>var (tx, topic) =
/// Channel.Broadcast&lt;int&gt;(64);</c></summary>
/// <typeparam name="T">The type of the messages.</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "It is taken apart, never compared.")]
public readonly struct BroadcastEnds<T>
{
    internal BroadcastEnds(BroadcastCore<T> core)
    {
        Sender = new Sender<T>(core);
        Topic = new Broadcast<T>(core);
    }

    /// <summary>The end that sends.</summary>
    public Sender<T> Sender { get; }

    /// <summary>Where receivers come from.</summary>
    public Broadcast<T> Topic { get; }

    /// <summary>Takes the two apart.</summary>
    /// <param name="sender">The end that sends.</param>
    /// <param name="topic">Where receivers come from.</param>
    public void Deconstruct(out Sender<T> sender, out Broadcast<T> topic)
    {
        sender = Sender;
        topic = Topic;
    }
}
