namespace Fearless.Channels;

/// <summary>Makes channels: queues with two kinds of ends, through which threads and tasks hand values on to each other.</summary>
/// <remarks>
/// A value that is sent belongs to one receiver, however many there are. Both ends are disposable, can be cloned, and may be used by
/// several threads and tasks at once, that block, wait for a time or <c>await</c>, in any mixture. When the last sender is disposed, the receivers get
/// what is still there and are then told; when the last receiver is, senders are told at once, and what nobody received is disposed.
/// <para>Values of one sender arrive in the order in which it sent them. What happened before a send happens before the receive that gets its value.</para>
/// </remarks>
/// <example><code>
/// var (tx, rx) = Channel.Bounded&lt;long&gt;(100);
/// ThreadScope.Run(scope =&gt;
/// {
///     scope.Spawn(Move.Of(ref tx), static tx =&gt; { for (long i = 0; i &lt; 1000; i++) tx.Send(i * i); });
///     scope.Spawn(Move.Of(ref rx), static rx =&gt; { foreach (long square in rx) Console.WriteLine(square); });
/// });
/// </code></example>
public static class Channel
{
    /// <summary>A channel that holds up to <paramref name="capacity"/> values; sending to a full one waits.</summary>
    /// <remarks>The room is allocated at once. With a capacity of zero this is <see cref="Rendezvous{T}"/>.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="capacity">How many values fit: exactly that many.</param>
    /// <returns>The first sender and the first receiver.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative or larger than the longest array.</exception>
    public static ChannelEnds<T> Bounded<T>(int capacity)
    {
        if (capacity < 0 || capacity > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A capacity is between 0 and {Array.MaxLength}. For a channel without a limit, use Channel.Unbounded.");
        return capacity == 0 ? Rendezvous<T>() : new ChannelEnds<T>(new ArrayCore<T>(capacity));
    }

    /// <summary>A channel that holds any number of values; sending never waits.</summary>
    /// <remarks>It starts with no memory of its own and grows in blocks of 31 values. A sender that is faster than its receivers fills the memory of
    /// the process: where that can be, use <see cref="Bounded{T}"/>.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The first sender and the first receiver.</returns>
    public static ChannelEnds<T> Unbounded<T>() => new(new ListCore<T>());

    /// <summary>A channel that holds no values: each send waits for the receive that takes its value.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The first sender and the first receiver.</returns>
    public static ChannelEnds<T> Rendezvous<T>() => new(new RendezvousCore<T>());
}
