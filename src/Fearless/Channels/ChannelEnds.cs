using System.Diagnostics.CodeAnalysis;

namespace Fearless.Channels;

/// <summary>The two ends of a new channel, to be taken apart: <c>var (tx, rx) = Channel.Bounded&lt;int&gt;(8);</c></summary>
/// <typeparam name="T">The type of the values.</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "It is taken apart, never compared.")]
public readonly struct ChannelEnds<T>
{
    internal ChannelEnds(ChannelCore<T> core)
    {
        Sender = new Sender<T>(core);
        Receiver = new Receiver<T>(core);
    }

    /// <summary>The end that sends.</summary>
    public Sender<T> Sender { get; }

    /// <summary>The end that receives.</summary>
    public Receiver<T> Receiver { get; }

    /// <summary>Takes the two ends apart.</summary>
    /// <param name="sender">The end that sends.</param>
    /// <param name="receiver">The end that receives.</param>
    public void Deconstruct(out Sender<T> sender, out Receiver<T> receiver)
    {
        sender = Sender;
        receiver = Receiver;
    }
}
