using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The wait of a thread that blocks.</summary>
internal class ThreadContext : WaitContext
{
    private static readonly Action<object?> Unpark = static unparker => ((Unparker)unparker!).Unpark();

    [ThreadStatic]
    private static ThreadContext? _ofThisThread;

    private readonly Parker _parker = ThreadParker.Current;
    private WaitSpin _spin;
    private WaitSpin _yielding;

    /// <summary>Takes the context of this thread; to be given back with <see cref="Return"/>. Taken away while it is in use, since a
    /// foreign clock is the user's code, and may wait itself.</summary>
    public static ThreadContext Rent()
    {
        ThreadContext context = OfThisExecution(_ofThisThread) ?? new ThreadContext();
        _ofThisThread = null;
        return context;
    }

    /// <summary>Gives it back, out of every queue.</summary>
    public static void Return(ThreadContext context) => _ofThisThread = context;

    /// <summary>How often to look before sleeping, and how that went.</summary>
    public ref WaitSpin Spin => ref _spin;

    /// <summary>Whether to give the core away a few times before sleeping, so that others bring what is waited for, and how that
    /// went.</summary>
    public ref WaitSpin Yielding => ref _yielding;

    /// <summary>What a thread has kept; null in place of what is of an earlier execution of the model checker, since executions share
    /// nothing.</summary>
    protected static TContext? OfThisExecution<TContext>(TContext? kept)
        where TContext : ThreadContext =>
        ModelBuild.IsActive && kept is not null && kept._parker != ThreadParker.Current ? null : kept;

    /// <summary>Looks a few times whether the wait has ended.</summary>
    public void SpinWhileWaiting()
    {
        WaitLook look = _spin.Begin();
        while (look.Next())
        {
            if (IsWaiting)
                continue;
            _spin.Succeeded(look);
            return;
        }
        _spin.Failed(look);
    }

    /// <summary>Blocks the thread that created this context until the wait has ended, and ends it itself when <paramref name="deadline"/>
    /// passes or <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <returns>One of <see cref="WaitOutcome"/>, and not <see cref="WaitOutcome.Waiting"/>.</returns>
    public int Wait(Deadline deadline, CancellationToken cancellationToken) => IsWaiting ? Sleep(deadline, cancellationToken) : Outcome;

    // RACE: the thread may have seen the word and gone already; the token is then left over, which every user of its parker allows for.
    public override void Wake() => _parker.Unparker.Unpark();

    private int Sleep(Deadline deadline, CancellationToken cancellationToken)
    {
        // The callback only wakes this thread, which then looks for itself: so a late one does no harm, and none is waited for.
        CancellationTokenRegistration registration = default;
        try
        {
            registration = cancellationToken.UnsafeRegister(Unpark, _parker.Unparker);
            while (IsWaiting)
            {
                if (cancellationToken.IsCancellationRequested)
                    TrySelect(WaitOutcome.Cancelled);
                else if (!_parker.Park(deadline, CancellationToken.None))
                    TrySelect(WaitOutcome.TimedOut);
            }
        }
        catch (Exception exception)
        {
            // An interrupt, or a foreign clock that threw. If the wait can be taken back, the operation has not happened. If it was chosen
            // at the same time, that wins: the caller gets what it waited for, and an interrupt comes up at the thread's next wait.
            if (TrySelect(WaitOutcome.Aborted))
                throw;
            if (exception is ThreadInterruptedException)
                Thread.CurrentThread.Interrupt();
        }
        finally
        {
            Unregister(registration);
        }
        return Outcome;
    }

    private static void Unregister(CancellationTokenRegistration registration)
    {
        try
        {
            registration.Unregister();
        }
        catch (ThreadInterruptedException)
        {
            // The wait has ended, maybe by being chosen: the interrupt comes up at the next one. What is left over only unparks.
            Thread.CurrentThread.Interrupt();
        }
    }
}
