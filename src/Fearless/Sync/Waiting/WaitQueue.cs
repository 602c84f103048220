using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Those who wait for one kind of change, and the one load by which those who make it learn that nobody does.</summary>
/// <remarks>
/// A mutable struct: keep it in a field that is not <c>readonly</c>.
/// <para><b>No wake-up is lost</b> between one that registers and looks, and one that changes and notifies, when the change is a full
/// fence:
/// see <see cref="Register"/> and <c>Sync/README.md</c>.</para>
/// </remarks>
internal struct WaitQueue
{
    private ShortLock _lock;
    private WaitList _waits;
    private WaitList _observers;
    private Checked<int> _observerCount;

    // Written under the lock only, and so relaxed: leaving the lock is a full fence.
    private AtomicBool _anyone;

    /// <summary>Whether somebody waits, at some moment during the call. After the change, which was a full fence.</summary>
    // Relaxed: as in Notify.
    public readonly bool Any => _anyone.ReadRelaxed();

    /// <summary>Adds a wait. The caller then looks whether what it waits for has come already, and takes the wait back if so.</summary>
    public void Register(WaitNode node)
    {
        if (node.Observer is null)
        {
            node.Context.Enter(ref _lock);
            _waits.Add(node);
        }
        else
        {
            _lock.Enter();
            _observers.Add(node);
            _observerCount.Write(_observerCount.Read() + 1);
        }
        _anyone.WriteRelaxed(true);
        // ORDERING: leaving the lock is a full fence between the write of _anyone and the caller's look. The other side has a full fence,
        // the compare-and-swap that is the change, between the change and its read of _anyone. So either the look sees the change, or
        // Notify sees that somebody waits: the two halves of Dekker's argument.
        _lock.Exit();
    }

    /// <summary>Takes a wait out, if it is still in.</summary>
    public void Unregister(WaitNode node)
    {
        _lock.Enter();
        if (node.Observer is null)
        {
            _waits.Remove(node);
        }
        else if (node.IsLinked.Read())
        {
            _observers.Remove(node);
            _observerCount.Write(_observerCount.Read() - 1);
        }
        _anyone.WriteRelaxed(!_waits.IsEmpty || !_observers.IsEmpty);
        _lock.Exit();
    }

    /// <summary>Ends the wait of the one that came first, because what it waits for may have come, and tells all observers. After the
    /// change, which was a full fence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Notify()
    {
        // Relaxed: what comes next is behind the lock, and what came before is behind the caller's full fence.
        if (_anyone.ReadRelaxed())
            NotifyFirst();
    }

    /// <summary>Ends the wait of the one that came first with this outcome, whatever it waits for.</summary>
    /// <returns>False when nobody waits.</returns>
    // RACE: one that registers at this moment may not be found, and then finds things as they are after this call.
    public bool TrySelect(int outcome)
    {
        if (!_anyone.ReadRelaxed() || Select(outcome, out _) is not { } context)
            return false;
        context.Wake();
        return true;
    }

    /// <summary>Ends the waits of all that wait at this moment, because what they wait for may have come, and tells all observers. After
    /// the change, which was a full fence.</summary>
    public void NotifyAll()
    {
        if (!_anyone.ReadRelaxed())
            return;
        // Counted first: those who are woken may be back, behind the others, before the last one is. Waits that were given up are counted
        // too, in whose place one that came later may then be woken for nothing.
        for (int left = Count(); left > 0 && Select(outcome: null, out _) is { } context; left--)
            context.Wake();
        NotifyFirst();
    }

    /// <summary>Ends all waits, because the other side is gone, and tells all observers.</summary>
    public void Disconnect()
    {
        // One at a time, since none may be woken under the lock, and a node is its owner's again as soon as its wait has ended.
        while (Select(WaitOutcome.Disconnected, out _) is { } context)
            context.Wake();
        NotifyFirst();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NotifyFirst()
    {
        Select(outcome: null, out int observers)?.Wake();
        // As many as there were: one that is told may look in vain and be back at once.
        for (; observers > 0 && TakeObserver() is { } observer; observers--)
            observer.Signal();
    }

    private int Count()
    {
        int count = 0;
        _lock.Enter();
        for (WaitNode? node = _waits.First; node is not null; node = node.Next.Read())
            count++;
        _lock.Exit();
        return count;
    }

    private WaitContext? Select(int? outcome, out int observers)
    {
        _lock.Enter();
        WaitContext? context = _waits.Select(outcome);
        observers = _observerCount.Read();
        _anyone.WriteRelaxed(!_waits.IsEmpty || !_observers.IsEmpty);
        _lock.Exit();
        return context;
    }

    private IWaitObserver? TakeObserver()
    {
        IWaitObserver? observer = null;
        _lock.Enter();
        if (_observers.First is { } node)
        {
            observer = node.Observer;
            _observers.Remove(node);
            _observerCount.Write(_observerCount.Read() - 1);
        }
        _anyone.WriteRelaxed(!_waits.IsEmpty || !_observers.IsEmpty);
        _lock.Exit();
        return observer;
    }
}
