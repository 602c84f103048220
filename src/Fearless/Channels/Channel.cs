namespace Fearless.Channels;

/// <summary>Makes channels: queues with two kinds of ends, through which threads and tasks hand values on to each other.</summary>
/// <remarks>
/// A value that is sent belongs to one receiver, however many there are; only what a <see cref="Broadcast{T}(int, LagPolicy)"/> or a
/// <see cref="Watch{T}(T)"/> sends goes to all that subscribe. Both ends are disposable, can be cloned, and may be used by
/// several threads and tasks at once, that block, wait for a time or <c>await</c>, in any mixture. When the last sender is disposed, the
/// receivers get what is still there and are then told; when the last receiver is, senders are told at once, and what nobody received is
/// disposed.
/// <para>Values of one sender arrive in the order in which it sent them, but from a channel with priorities the least ones first. What
/// happened before a send happens before the receive that gets its value.</para>
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
    /// <remarks>Room for a few thousand values is allocated at once. That for more is allocated in parts of up to 64 KiB when the first value
    /// comes to each, by the send, and kept. With a capacity of zero this is <see cref="Rendezvous{T}"/>.</remarks>
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
    /// <remarks>It starts with no memory of its own and grows in blocks: of 31 values while receivers keep up, of more the further they fall
    /// behind. A sender that is faster than its receivers fills the
    /// memory of the process: where that can be, use <see cref="Bounded{T}(int)"/>.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The first sender and the first receiver.</returns>
    public static ChannelEnds<T> Unbounded<T>() => new(new ListCore<T>());

    /// <summary>A channel that holds no values: each send waits for the receive that takes its value.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The first sender and the first receiver.</returns>
    public static ChannelEnds<T> Rendezvous<T>() => new(new RendezvousCore<T>());

    /// <summary>A channel from which one value comes, when <paramref name="delay"/> is over: the moment at which it was due.</summary>
    /// <remarks>Then nothing comes any more, and it never says that it is disconnected: it cannot be closed, only disposed. It runs no
    /// thread, and sets a timer only while somebody waits.</remarks>
    /// <param name="delay">How long from now; <see cref="Timeout.InfiniteTimeSpan"/> for <see cref="Never{T}"/>.</param>
    /// <param name="clock">The clock to measure on; <see cref="TimeProvider.System"/> when null.</param>
    /// <returns>Its receiver. It need not be disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static Receiver<DateTimeOffset> After(TimeSpan delay, TimeProvider? clock = null)
    {
        if (delay == Timeout.InfiniteTimeSpan)
            return Never<DateTimeOffset>();
        if (delay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(
                nameof(delay), delay, "A delay cannot be negative. Pass TimeSpan.Zero for a value that is there at once, or Timeout.InfiniteTimeSpan for none.");
        return new Receiver<DateTimeOffset>(TimerCore.After(delay, clock ?? TimeProvider.System));
    }

    /// <summary>A channel from which one value comes, when it is <paramref name="moment"/>.</summary>
    /// <remarks>As <see cref="After"/> with what is left until then: setting the clock of the system later does not change it.</remarks>
    /// <param name="moment">When; a moment that is past has come.</param>
    /// <param name="clock">The clock to measure on; <see cref="TimeProvider.System"/> when null.</param>
    /// <returns>Its receiver. It need not be disposed.</returns>
    public static Receiver<DateTimeOffset> At(DateTimeOffset moment, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        TimeSpan left = moment - clock.GetUtcNow();
        return After(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
    }

    /// <summary>A channel from which one value comes in each <paramref name="period"/>, the first when one is over: the moment at which it
    /// was due.</summary>
    /// <remarks>Values that nobody received in time are left out, all but one, and the rhythm is kept. Each value goes to one receiver. It
    /// runs no thread, sets a timer only while
    /// somebody waits, and never says that it is disconnected: it cannot be closed, only disposed. Those that were left out can be
    /// counted by the moments that come.</remarks>
    /// <param name="period">The time between two values.</param>
    /// <param name="clock">The clock to measure on; <see cref="TimeProvider.System"/> when null.</param>
    /// <returns>Its receiver. It need not be disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is zero or negative.</exception>
    public static Receiver<DateTimeOffset> Tick(TimeSpan period, TimeProvider? clock = null)
    {
        if (period <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(period), period, "A period is longer than zero.");
        return new Receiver<DateTimeOffset>(TimerCore.Tick(period, clock ?? TimeProvider.System));
    }

    /// <summary>A channel from which nothing ever comes; for an operation of a selection that is switched off.</summary>
    /// <remarks>All of one type are one channel, which cannot be closed; disposing its receivers does nothing to the others.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>Its receiver. It need not be disposed, and waiting on it ends only by a timeout or a token.</returns>
    public static Receiver<T> Never<T>() => new(NeverCore<T>.Instance);

    /// <summary>A channel for one value, between a sender and a receiver that are each used once; a single allocation.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <returns>The two ends.</returns>
    public static OneshotEnds<T> Oneshot<T>() => new(new OneshotCore<T>());

    /// <summary>A channel each of whose receivers gets the newest value, when there is a newer one than it has seen; sending never
    /// waits.</summary>
    /// <example><code>
    /// var (tx, level) = Channel.Watch(1);
    /// using Receiver&lt;int&gt; changes = level.Subscribe();
    /// tx.Send(2);
    /// tx.Send(3);
    /// Console.WriteLine($"{changes.Receive()} {level.Value}");    // 3 3
    /// </code></example>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="initial">The value to start with.</param>
    /// <returns>The first sender, and where receivers come from.</returns>
    public static WatchEnds<T> Watch<T>(T initial) => new(new WatchCore<T>(initial));

    /// <summary>A channel each of whose subscriptions gets every message that is sent after it was made.</summary>
    /// <remarks>The room is allocated at once.</remarks>
    /// <example><code>
    /// var (tx, news) = Channel.Broadcast&lt;string&gt;(16);
    /// using Receiver&lt;string&gt; first = news.Subscribe();
    /// using Receiver&lt;string&gt; second = news.Subscribe();
    /// tx.Send("to both");
    /// Console.WriteLine(first.Receive() + ", " + second.Receive());
    /// </code></example>
    /// <typeparam name="T">The type of the messages.</typeparam>
    /// <param name="capacity">How many messages are kept for those that have not received them yet.</param>
    /// <param name="policy">What happens when there are more.</param>
    /// <returns>The first sender, and where subscriptions come from.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive or larger than the longest array, or
    /// <paramref name="policy"/> is no policy.</exception>
    public static BroadcastEnds<T> Broadcast<T>(int capacity, LagPolicy policy = LagPolicy.Wait)
    {
        ThrowIfNoRoom(capacity);
        if (policy is not (LagPolicy.Wait or LagPolicy.DropOldest))
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "A broadcast waits for its slowest subscription, or drops the oldest message.");
        return new BroadcastEnds<T>(new BroadcastCore<T>(capacity, policy));
    }

    /// <summary>A channel that holds up to <paramref name="capacity"/> values, and drops one when another is sent to it: sending never
    /// waits.</summary>
    /// <remarks>The room is allocated at once. Sending and receiving take one short lock.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="capacity">How many values fit: exactly that many.</param>
    /// <param name="policy">Which value is dropped.</param>
    /// <param name="onDropped">Gets every value that is dropped, on the thread that sends, outside of any lock, after the send has
    /// taken place; it may use the channel. What
    /// it throws comes out of the send. When it is null, values that are <see cref="IDisposable"/> are disposed instead.</param>
    /// <returns>The first sender and the first receiver.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive or larger than the longest array, or
    /// <paramref name="policy"/> is no policy.</exception>
    public static ChannelEnds<T> Bounded<T>(int capacity, OverflowPolicy policy, Action<T>? onDropped = null)
    {
        ThrowIfNoRoom(capacity);
        if (policy is not (OverflowPolicy.DropOldest or OverflowPolicy.DropNewest or OverflowPolicy.DropSent))
            throw new ArgumentOutOfRangeException(
                nameof(policy), policy, "The oldest value, the newest, or the one being sent can be dropped. To wait for room instead, leave the policy out.");
        return new ChannelEnds<T>(new LossyCore<T>(capacity, policy, onDropped));
    }

    /// <summary>A channel whose receivers get the least value first, and equal ones in the order in which they were sent; sending
    /// never waits.</summary>
    /// <remarks>A send takes one short lock and compares about twice the logarithm of how many values there are; a receive takes it
    /// and compares nothing.
    /// <para>The comparer runs under the lock: it is to be quick, and not to use the channel. When it throws, that comes out of the
    /// send, and nothing was sent.</para></remarks>
    /// <example><code>
    /// var (tx, rx) = Channel.UnboundedPriority&lt;(int Priority, string Text)&gt;();
    /// tx.Send((2, "later"));
    /// tx.Send((1, "first"));
    /// Console.WriteLine(rx.Receive().Text);    // first
    /// </code></example>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="comparer">The order; the default one of the type when null.</param>
    /// <returns>The first sender and the first receiver.</returns>
    /// <exception cref="ArgumentException"><paramref name="comparer"/> is null, and values of the type have no order.</exception>
    public static ChannelEnds<T> UnboundedPriority<T>(IComparer<T>? comparer = null) =>
        new(new PriorityCore<T>(capacity: null, comparer ?? DefaultOrder<T>()));

    /// <summary>A channel that holds up to <paramref name="capacity"/> values, whose receivers get the least one first; sending to a
    /// full one waits.</summary>
    /// <remarks>As <see cref="UnboundedPriority{T}"/>. Senders that wait go on in the order in which they came, whatever their values
    /// are.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="capacity">How many values fit: exactly that many.</param>
    /// <param name="comparer">The order; the default one of the type when null.</param>
    /// <returns>The first sender and the first receiver.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive or larger than the longest
    /// array.</exception>
    /// <exception cref="ArgumentException"><paramref name="comparer"/> is null, and values of the type have no order.</exception>
    public static ChannelEnds<T> BoundedPriority<T>(int capacity, IComparer<T>? comparer = null)
    {
        ThrowIfNoRoom(capacity);
        return new ChannelEnds<T>(new PriorityCore<T>(capacity, comparer ?? DefaultOrder<T>()));
    }

    private static Comparer<T> DefaultOrder<T>()
    {
        Type type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        // What cannot be made itself has values of other types, which may have an order.
        bool hasOrder = typeof(T).IsAssignableTo(typeof(IComparable<T>)) || type.IsAssignableTo(typeof(IComparable))
            || type.IsAbstract || type == typeof(object);
        return hasOrder ? Comparer<T>.Default : throw new ArgumentException(
            $"Values of the type {type.Name} have no order of their own: it is not IComparable. Pass the comparer that says which one comes first.", "comparer");
    }

    private static void ThrowIfNoRoom(int capacity)
    {
        if (capacity < 1 || capacity > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A capacity is here between 1 and {Array.MaxLength}: values are kept until they are received or dropped.");
    }
}
