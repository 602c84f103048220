using System.Diagnostics;

namespace Fearless.Channels;

/// <summary>Refers to a channel without keeping it open: receivers are told that the last sender is gone however many of these there
/// are.</summary>
/// <remarks>For those who send now and then and outlive the channel's real owners, such as timers and caches. It needs no
/// disposal.</remarks>
/// <typeparam name="T">The type of the values.</typeparam>
[DebuggerDisplay("{_core}")]
public sealed class WeakSender<T>
{
    private readonly ChannelCore<T> _core;

    internal WeakSender(ChannelCore<T> core) => _core = core;

    /// <summary>Makes a sender, if the channel has one.</summary>
    /// <returns>A sender, to be disposed; null when the last sender is gone.</returns>
    /// <exception cref="OverflowException">The channel has <see cref="int.MaxValue"/> senders.</exception>
    public Sender<T>? TryUpgrade() => _core.TryAddSender() ? new Sender<T>(_core) : null;
}
