using System.Diagnostics.CodeAnalysis;

namespace Fearless.Channels;

/// <summary>The two ends of a new oneshot, to be taken apart: <c>var (tx, rx) = Channel.Oneshot&lt;int&gt;();</c></summary>
/// <typeparam name="T">The type of the value.</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "It is taken apart, never compared.")]
public readonly struct OneshotEnds<T>
{
    internal OneshotEnds(OneshotCore<T> core)
    {
        Sender = new OneshotSender<T>(core);
        Receiver = new OneshotReceiver<T>(core);
    }

    /// <summary>The end that sends.</summary>
    public OneshotSender<T> Sender { get; }

    /// <summary>The end that receives.</summary>
    public OneshotReceiver<T> Receiver { get; }

    /// <summary>Takes the two ends apart.</summary>
    /// <param name="sender">The end that sends.</param>
    /// <param name="receiver">The end that receives.</param>
    public void Deconstruct(out OneshotSender<T> sender, out OneshotReceiver<T> receiver)
    {
        sender = Sender;
        receiver = Receiver;
    }
}
