using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The newest value that was sent, for any number of readers: a setting, a state, a progress.</summary>
/// <remarks>
/// It is made by <see cref="Channel.Watch"/>, is no end of its own, and needs no disposal. <see cref="Value"/> can be read at any
/// time. To wait for changes,
/// use <see cref="WaitForChange(long, Deadline, CancellationToken)"/>, or make a receiver with <see cref="Subscribe()"/>: it has all the
/// ways to wait that receivers have, and gets the newest value whenever that is newer than what it got before. Values in between are
/// skipped.
/// <para>Sending never waits, and succeeds whether somebody watches or not. Reading and sending take one short lock, for a copy of the
/// value, and allocate nothing; no code of the user runs under it. Values are shared by all readers, so none is ever disposed here.</para>
/// <para>What happened before a send happens before the read that gets its value.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("{Value}, version {Version}")]
public sealed class Watch<T>
{
    private readonly WatchCore<T> _core;

    internal Watch(WatchCore<T> core) => _core = core;

    /// <summary>The newest value.</summary>
    public T Value => _core.Read(out _);

    /// <summary>How often the value was changed: 0 at first. A version that is higher than one seen before means that there is a newer
    /// value.</summary>
    public long Version => _core.Version;

    /// <summary>Whether the last sender is gone, so that the value stays as it is.</summary>
    public bool IsDisconnected => _core.IsClosed;

    /// <summary>The newest value and its version, which belong together.</summary>
    /// <param name="version">The value's version.</param>
    /// <returns>The newest value.</returns>
    public T Read(out long version) => _core.Read(out version);

    /// <summary>Blocks the thread until the value is newer than <paramref name="seen"/>.</summary>
    /// <param name="seen">The version that the caller has seen.</param>
    /// <param name="deadline">When to give up; never by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="ReceiveResult.Received"/> when there is a newer value to read; otherwise any but
    /// <see cref="ReceiveResult.Empty"/>.</returns>
    public ReceiveResult WaitForChange(long seen, Deadline deadline = default, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ReceiveResult.Cancelled;
        ReceiveResult result = ThreadWait.For(new WatchChange<T>(_core, seen), deadline, cancellationToken);
        return result == ReceiveResult.Received ? Change(seen) : result;
    }

    /// <summary>Blocks the thread until the value is newer than <paramref name="seen"/>, for at most
    /// <paramref name="timeout"/>.</summary>
    /// <param name="seen">The version that the caller has seen.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="ReceiveResult.Received"/> when there is a newer value to read; otherwise any but
    /// <see cref="ReceiveResult.Empty"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public ReceiveResult WaitForChange(long seen, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitForChange(seen, Deadline.After(timeout), cancellationToken);

    /// <summary>Waits until the value is newer than <paramref name="seen"/>.</summary>
    /// <param name="seen">The version that the caller has seen.</param>
    /// <param name="deadline">When to give up; never by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: <see cref="ReceiveResult.Received"/> when there is a newer value to read; otherwise any but
    /// <see cref="ReceiveResult.Empty"/>. Its continuations never run on the stack of a sender. It allocates nothing once as many have
    /// waited at the same time before; a new object after a cancellation.</returns>
    public ValueTask<ReceiveResult> WaitForChangeAsync(
        long seen, Deadline deadline = default, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? new(ReceiveResult.Cancelled)
        : new WatchChange<T>(_core, seen).HasCome ? new(Change(seen))
        : AsyncWatchChange<T>.WaitAsync(this, seen, deadline, cancellationToken);

    /// <summary>Waits until the value is newer than <paramref name="seen"/>, for at most <paramref name="timeout"/>.</summary>
    /// <param name="seen">The version that the caller has seen.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once, as that of the other form.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<ReceiveResult> WaitForChangeAsync(long seen, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitForChangeAsync(seen, Deadline.After(timeout), cancellationToken);

    internal WatchCore<T> Core => _core;

    /// <summary>What a wait that has come to its end says.</summary>
    internal ReceiveResult Change(long seen) => _core.Version > seen ? ReceiveResult.Received : ReceiveResult.Disconnected;

    /// <summary>Makes a receiver of the changes that are made from now on. Each receiver gets the newest value once; clones of it share
    /// what they have seen.</summary>
    /// <returns>The receiver; to be disposed.</returns>
    public Receiver<T> Subscribe() => Subscribe(Version);

    /// <summary>Makes a receiver of the changes after <paramref name="seen"/>: it gets the newest value at once if that is newer.</summary>
    /// <param name="seen">The version that the caller has seen; -1 to get the present value at once in any case.</param>
    /// <returns>The receiver; to be disposed.</returns>
    public Receiver<T> Subscribe(long seen) => new(_core.Subscribe(seen));
}
