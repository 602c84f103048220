using System.Diagnostics.CodeAnalysis;

namespace Fearless.Channels;

/// <summary>The sender of a new watch and the value that it changes, to be taken apart: <c>var (tx, level) =
/// Channel.Watch(1);</c></summary>
/// <typeparam name="T">The type of the value.</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "It is taken apart, never compared.")]
public readonly struct WatchEnds<T>
{
    internal WatchEnds(WatchCore<T> core)
    {
        Sender = new Sender<T>(core);
        Watch = new Watch<T>(core);
    }

    /// <summary>The end that changes the value.</summary>
    public Sender<T> Sender { get; }

    /// <summary>The value, and where receivers come from.</summary>
    public Watch<T> Watch { get; }

    /// <summary>Takes the two apart.</summary>
    /// <param name="sender">The end that changes the value.</param>
    /// <param name="watch">The value, and where receivers come from.</param>
    public void Deconstruct(out Sender<T> sender, out Watch<T> watch)
    {
        sender = Sender;
        watch = Watch;
    }
}
