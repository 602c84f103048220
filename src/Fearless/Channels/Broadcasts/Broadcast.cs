using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Channels;

/// <summary>What subscribes to the messages of a broadcast: each subscription gets every message that is sent after it was made.</summary>
/// <remarks>
/// It is made by <see cref="Channel.Broadcast"/>, is no end of its own, and needs no disposal: any thread may subscribe as long as it
/// likes. A subscription is a
/// <see cref="Receiver{T}"/>, with all of its ways to wait; a clone of it shares its messages, as everywhere, so each of its messages
/// goes to one of the two.
/// <para>While nobody subscribes, sending says <see cref="SendResult.Disconnected"/> and the message stays the sender's. With
/// <see cref="LagPolicy.Wait"/>
/// a subscription that nobody receives from holds the senders up: dispose those that are no longer used.</para>
/// <para>A message that several subscriptions got belongs to all of them, and is not disposed by the channel. One that no subscription got,
/// because it was dropped or because those that it was sent to are gone, is disposed once if it is <see cref="IDisposable"/>.</para>
/// <para>Sending and receiving take one short lock, allocate nothing, and cost more with each subscription that waits.</para>
/// </remarks>
/// <typeparam name="T">The type of the messages.</typeparam>
[DebuggerDisplay("{SubscriptionCount} subscriptions")]
public sealed class Broadcast<T>
{
    private readonly BroadcastCore<T> _core;

    internal Broadcast(BroadcastCore<T> core) => _core = core;

    /// <summary>How many subscriptions there are now.</summary>
    public int SubscriptionCount => _core.SubscriptionCount;

    /// <summary>Makes a subscription to what is sent from now on.</summary>
    /// <returns>A receiver that gets every message; to be disposed. When the last sender is gone, it says so at once.</returns>
    public Receiver<T> Subscribe() => new(_core.Subscribe());

    /// <summary>How many messages a subscription has missed since it was made, because it was too slow.</summary>
    /// <remarks>The count goes up while it receives the message after the gap. So a receiver that compares the counts before and after
    /// knows whether something is missing between two messages, and how much. Always zero with <see cref="LagPolicy.Wait"/>.</remarks>
    /// <param name="subscription">A subscription of this broadcast.</param>
    /// <returns>The number of messages; clones share it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="subscription"/> is a receiver of another channel.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="subscription"/> was disposed.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "It is the broadcast's own subscriptions that are asked about.")]
    public long CountMissed(Receiver<T> subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        if (subscription.Core is BroadcastSubscription<T> core && core.Owner == _core)
            return core.Missed;
        if (subscription.Core is DisposedCore<T> disposed)
            throw disposed.Disposed();
        throw new ArgumentException("This receiver belongs to another channel. Ask the broadcast whose Subscribe made it.", nameof(subscription));
    }
}
