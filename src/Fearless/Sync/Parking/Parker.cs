using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Blocks a thread until another one wakes it: the primitive that everything else that blocks is made of.</summary>
/// <remarks>
/// A parker holds one token or none. <see cref="Park(CancellationToken)"/> takes the token and returns, and waits for one if there is none;
/// <see cref="Sync.Unparker.Unpark"/> gives it. So an unpark that comes first is remembered, and none is ever lost. It returns with
/// the token and for no other reason: there are no spurious returns.
/// <para>One thread at a time parks; a second one is refused with an exception. Any thread may unpark. Neither parking nor unparking
/// allocates, except where a cancellable token or a foreign clock has to be subscribed to. The wait is a futex on Linux (x64 and
/// arm64), WaitOnAddress on Windows, and an event elsewhere; it does not spin, so spin first where that pays.
/// On Linux and Windows the wait ignores <see cref="Thread.Interrupt"/> and pumps no messages.</para>
/// <para>Where no other thread can be started, a park without a limit would never return: it throws a
/// <see cref="PlatformNotSupportedException"/> at once, and takes no token.</para>
/// <para><b>Memory ordering.</b> Everything that happened before an <c>Unpark</c> happens before the return of the <c>Park</c> that takes
/// its token, also when several unparks left only one token. The states and the proof are in <c>Sync/README.md</c>.</para>
/// </remarks>
/// <example><code>
/// var parker = new Parker();
/// Unparker unparker = parker.Unparker;
/// var helper = new Thread(() =&gt; { Prepare(); unparker.Unpark(); });
/// helper.Start();
/// parker.Park();      // returns after Prepare has run
/// </code></example>
[DebuggerDisplay("{_slot.Word.ReadRelaxed()}")]
public sealed class Parker
{
    private static readonly Action<object?> InterruptOnCancel = static slot => ((ParkingSlot)slot!).Interrupt();
    private static readonly TimerCallback InterruptOnTimer = static slot => ((ParkingSlot)slot!).Interrupt();

    private readonly ParkingSlot _slot;

    /// <summary>Creates a parker without a token.</summary>
    public Parker()
        : this(DefaultBackend)
    {
    }

    /// <summary>Creates a parker over <paramref name="backend"/>, which must be available here.</summary>
    internal Parker(ParkerBackend backend)
        : this(ParkingSlot.Create(backend))
    {
    }

    /// <summary>Creates a parker over <paramref name="slot"/>, which has no other.</summary>
    internal Parker(ParkingSlot slot)
    {
        _slot = slot;
        Unparker = new Unparker(slot);
    }

    /// <summary>The other end: what other threads use to wake the one that parks here.</summary>
    public Unparker Unparker { get; }

    /// <summary>The best backend of this machine.</summary>
    internal static ParkerBackend DefaultBackend { get; } =
        OperatingSystem.IsWindows() ? ParkerBackend.WaitOnAddress
        : FutexSlot.IsAvailable ? ParkerBackend.Futex
        : SingleThread.IsOn && SingleThread.HasOnlySleep ? ParkerBackend.Sleep
        : ParkerBackend.Event;

    /// <summary>Whether a thread is parked, or about to be. For tests, which wait for it.</summary>
    internal bool IsParked => _slot.Word.ReadRelaxed() == ParkerState.Parked;

    /// <summary>The shared word and its sleep. For tests, which wake without a token.</summary>
    internal ParkingSlot Slot => _slot;

    /// <summary>Takes the token; blocks until there is one.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception, and leaves a token that is there where it is.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled before a token came. No token was taken.</exception>
    /// <exception cref="InvalidOperationException">Another thread is parked on this parker.</exception>
    public void Park(CancellationToken cancellationToken = default) => Park(Deadline.Never, cancellationToken);

    /// <summary>Takes the token; blocks until there is one or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to take the token only if it
    /// is there, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait with an exception, and leaves a token that is there where it is.</param>
    /// <returns>True with the token, also when it came just as the time was over; false without.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled before a token came. No token was taken.</exception>
    /// <exception cref="InvalidOperationException">Another thread is parked on this parker.</exception>
    public bool Park(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        // The clock is read only by those who have to wait.
        return TryTakeToken() || (timeout != TimeSpan.Zero && ParkUntil(Deadline.After(timeout), Wakers.Threads, cancellationToken));
    }

    /// <summary>Takes the token; blocks until there is one or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait with an exception, and leaves a token that is there where it is.</param>
    /// <returns>True with the token, also when it came just as the deadline passed; false without.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled before a token came. No token was taken.</exception>
    /// <exception cref="InvalidOperationException">Another thread is parked on this parker.</exception>
    public bool Park(Deadline deadline, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryTakeToken() || ParkUntil(deadline, Wakers.Threads, cancellationToken);
    }

    /// <summary>Takes the token; blocks until there is one. An interrupt on the
    /// way is kept for the thread's next wait that can be interrupted.</summary>
    /// <param name="wakers">Who could give it.</param>
    /// <exception cref="PlatformNotSupportedException">There is no other thread, and only one could.</exception>
    internal void ParkUninterruptibly(Wakers wakers = Wakers.Threads) => ParkUninterruptibly(Deadline.Never, wakers);

    /// <summary>As <see cref="ParkUninterruptibly(Wakers)"/>, but blocks no longer than until <paramref name="deadline"/>.</summary>
    /// <returns>True with the token, false without.</returns>
    internal bool ParkUninterruptibly(Deadline deadline, Wakers wakers = Wakers.Threads)
    {
        bool interrupted = false;
        bool taken;
        while (true)
        {
            try
            {
                taken = TryTakeToken() || ParkUntil(deadline, wakers, CancellationToken.None);
                break;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }
        if (interrupted)
            Thread.CurrentThread.Interrupt();
        return taken;
    }

    // ORDERING: taking the token is a read-modify-write, never a plain write of Empty. A second unpark can come between reading Notified
    // and writing; only a read-modify-write that has the second one's value before it also sees what that one published. A plain write
    // could moreover linger in the store buffer while this thread reads the condition it waited for, and then erase that unpark.
    private bool TryTakeToken() => _slot.Word.CompareAndSet(ParkerState.Notified, ParkerState.Empty);

    private bool ParkUntil(Deadline deadline, Wakers wakers, CancellationToken cancellationToken)
    {
        // Both only interrupt: the thread then looks for itself. They are let go without waiting for a callback that still runs.
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(InterruptOnCancel, _slot);
        ITimer? timer = null;
        try
        {
            timer = deadline.ForeignClock?.CreateTimer(InterruptOnTimer, _slot, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return Sleep(deadline, timer, wakers, cancellationToken);
        }
        finally
        {
            registration.Unregister();
            timer?.Dispose();
        }
    }

    private bool Sleep(Deadline deadline, ITimer? timer, Wakers wakers, CancellationToken cancellationToken)
    {
        ref AtomicInt word = ref _slot.Word;
        int before = word.CompareExchange(ParkerState.Empty, ParkerState.Parked);
        if (before == ParkerState.Notified)
        {
            word.Exchange(ParkerState.Empty);
            return true;
        }
        if (before != ParkerState.Empty)
            throw new InvalidOperationException(
                "Another thread is parked on this parker. A parker serves one thread at a time: give each thread a Parker of its own.");

        try
        {
            while (true)
            {
                // ORDERING: the reasons to give up are read after the word became Parked (a full fence), and whoever causes one interrupts
                // after having caused it. So either it is seen here, or the interrupt finds the word Parked and changes it.
                TimeSpan remaining = deadline.NextLook;
                if (cancellationToken.IsCancellationRequested || remaining == TimeSpan.Zero)
                    break;

                timer?.Change(remaining, Timeout.InfiniteTimeSpan);
                if (SingleThread.IsOn)
                    SleepAlone(remaining, wakers);
                else
                    _slot.Wait(timer is null ? remaining : Timeout.InfiniteTimeSpan);

                if (TryTakeToken())
                    return true;
                // Back to Parked after an interrupt; in the other cases, a timeout or a return for no reason, the word still is.
                word.CompareAndSet(ParkerState.Interrupted, ParkerState.Parked);
            }
        }
        catch
        {
            // A foreign timer threw, Thread.Interrupt ended the wait of an event, or there is nobody to wait for. A token that came meanwhile
            // stays.
            if (!word.CompareAndSet(ParkerState.Parked, ParkerState.Empty))
                word.CompareAndSet(ParkerState.Interrupted, ParkerState.Empty);
            throw;
        }

        // Not parked any more; a token that came in the last moment is taken rather than the time-out or the cancellation reported.
        if (word.Exchange(ParkerState.Empty) == ParkerState.Notified)
            return true;
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    // What could wake the thread is a timer that it has rung itself, also where it waits by a clock of the user's: nobody else would look.
    private void SleepAlone(TimeSpan remaining, Wakers wakers)
    {
        TimeSpan next = SingleThreadTimers.NextLook;
        bool isRemainingFirst = next == Timeout.InfiniteTimeSpan || (remaining != Timeout.InfiniteTimeSpan && remaining < next);
        TimeSpan sleep = isRemainingFirst ? remaining : next;
        if (sleep == Timeout.InfiniteTimeSpan && wakers == Wakers.Threads)
            throw SingleThread.WouldBlockForEver();
        if (sleep != TimeSpan.Zero)
            _slot.Wait(sleep);
        SingleThreadTimers.RingDue();
    }
}
