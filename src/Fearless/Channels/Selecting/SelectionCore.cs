using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>What a <see cref="Selection"/> stands for: its operations, and who uses them at the moment.</summary>
/// <remarks>
/// It is lent to one selection after the other (<see cref="SelectionPool"/>). One word says to which, and what that does:
/// <code>
///   │ number of the lease ........ │ 0 free, 1 lent, 2 lent and running │
/// </code>
/// The word while it is lent and nothing runs is the <i>lease</i>, which a <see cref="Selection"/> holds. So the compare-and-swap that
/// starts a run also proves that the selection was not given back, and a selection that was given back never uses what another one has now.
/// <para>INVARIANT: all but the word belongs to whoever has made it <i>running</i>; while it is lent and nothing runs, to the one that
/// builds the selection; while it is free, to the thread of the pool.</para>
/// </remarks>
[DebuggerDisplay("{_count} operations")]
internal sealed class SelectionCore
{
    private const long StateMask = 3;
    private const long Lent = 1;
    private const long Running = 2;
    private const long OneLease = StateMask + 1;
    private const int FewArms = 4;
    private const int MostSpareArms = 32;

    private AtomicLong _word;

    // The first _count are the operations; behind them those of earlier selections, to be used again. Operations are numbered as they are
    // added. INVARIANT: behind the operations each has the number that it needs to be the next one there, its place and _removed: so what
    // is added again is not written to.
    private SelectArm?[] _arms = new SelectArm?[FewArms];
    private int _count;
    private int _removed;
    // A permutation of the operations, as long as _ordered equals _count.
    private int[] _order = new int[FewArms];
    private int _ordered;
    private FairOrder _fairOrder;
    private bool _isBiased;
    // Whether values may have been made that nobody has yet.
    private bool _makesValues;
    // Whether this selection has more than operations: what the next one must not have. Most have not, and are begun faster for it.
    private bool _hasMore;

    /// <summary>What to do when nothing is possible; null when the run waits for ever.</summary>
    public Action? OnDefault { get; private set; }

    public TimeSpan DefaultAfter { get; private set; } = Timeout.InfiniteTimeSpan;

    public TimeProvider? DefaultClock { get; private set; }

    public int Count => _count;

    /// <summary>The wait of a task, kept for the next one. For the one that runs the selection.</summary>
    public SelectTask? Task { get; set; }

    /// <summary>Lends this core, if it is free. By the thread whose pool it is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLend(out long lease)
    {
        // ORDERING: acquire; pairs with the write that gave it back, maybe on another thread.
        long lent = _word.Read() + Lent;
        lease = lent;
        if ((lent & StateMask) != Lent)
            return false;
        _count = 0;
        if (_hasMore)
            ForgetMore();
        // Relaxed: only the thread of the pool lends, and the lease goes to others by what they do.
        _word.WriteRelaxed(lent);
        return true;
    }

    /// <summary>Starts a run, or whatever else must not happen during one.</summary>
    /// <exception cref="InvalidOperationException">It is running, or the lease is over.</exception>
    public void Enter(long lease)
    {
        // ORDERING: a full fence, for the arms that are tried next (SelectArm.TryComplete).
        if (!_word.CompareAndSet(lease, lease - Lent + Running))
            throw Refused(lease);
    }

    public void Leave(long lease) => _word.Write(lease);

    /// <summary>Ends the lease; nothing when it is over already.</summary>
    public void GiveBack(long lease)
    {
        // With nothing to hand back, in one step.
        if (_makesValues || !_word.CompareAndSet(lease, lease - Lent + OneLease))
            DiscardAndGiveBack(lease);
    }

    /// <summary>Whether values may have been made that the end of the lease has to hand back.</summary>
    public bool MakesValues => _makesValues;

    /// <summary>Ends a run and the lease, after handing back what was made and not sent.</summary>
    public void DiscardAndGiveBack(long lease, ref FailureCollector failures)
    {
        if (_makesValues)
            Discard(ref failures);
        LeaveAndGiveBack(lease);
    }

    /// <summary>Ends a run and the lease of a selection that makes no values.</summary>
    // ORDERING: release; the pool's thread finds all arms out of every queue.
    public void LeaveAndGiveBack(long lease) => _word.Write(lease - Lent + OneLease);

    /// <summary>For those who build the selection.</summary>
    // RACE: a run that begins on another thread at this very moment is not seen. One thread at a time uses a selection; this tells those
    // who are wrong about that most of the time, and costs no compare-and-swap for each operation.
    public void ThrowUnlessIdle(long lease)
    {
        if (_word.ReadRelaxed() != lease)
            throw Refused(lease);
    }

    public void SetBias(bool isBiased)
    {
        _isBiased = isBiased;
        _hasMore = true;
        // In the order of the arms again.
        _ordered = -1;
    }

    public void SetDefault(Action? onNothing, TimeSpan after, TimeProvider? clock)
    {
        OnDefault = onNothing;
        DefaultAfter = after;
        DefaultClock = clock;
        _hasMore = true;
    }

    public void SetMakesValues()
    {
        _makesValues = true;
        _hasMore = true;
    }

    /// <summary>Adds an operation: one of an earlier selection when there is one of the type. The caller prepares it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // So that the type of the arm is known.
    public TArm Add<TArm>()
        where TArm : SelectArm, new()
    {
        // Counted first: the next one waits for the count.
        int at = _count++;
        SelectArm?[] arms = _arms;
        return (uint)at < (uint)arms.Length && arms[at] is TArm kept ? kept : FindOrCreate<TArm>();
    }

    /// <summary>Takes an operation out; false when it was taken out before.</summary>
    public bool Remove(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number, "operation");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, _count + _removed, "operation");
        int at = Array.FindIndex(_arms, 0, _count, arm => arm!.Number == number);
        if (at < 0)
            return false;
        SelectArm removed = _arms[at]!;
        Array.Copy(_arms, at + 1, _arms, at, _count - at - 1);
        _count--;
        // No longer an operation, and worth keeping.
        _arms[_count] = removed;
        _removed++;
        NumberRest();
        _hasMore = true;
        _ordered = -1;
        removed.Discard();
        return true;
    }

    /// <summary>Carries out an operation that is possible, any one of them; null when there is none.</summary>
    public SelectArm? TryChoose() => TryChoose(Attempt.Complete);

    /// <summary>The same for a run that waits when there is none: see <see cref="SelectArm.TryCompleteSoon"/>.</summary>
    public SelectArm? TryChooseSoon() => TryChoose(Attempt.CompleteSoon);

    /// <summary>Finds an operation that is possible, and carries none out; null when there is none.</summary>
    public SelectArm? TryFindReady() => TryChooseOther(first: -1, Attempt.FindReady);

    /// <summary>Whether looking again without being registered may find something.</summary>
    public bool CanLook()
    {
        for (int i = 0; i < _count; i++)
        {
            if (!_arms[i]!.HandsOver)
                return true;
        }
        return false;
    }

    /// <summary>Registers all operations. True when one is possible at this moment; then the rest need not be registered.</summary>
    public bool Register(WaitContext context, SelectionGoal goal)
    {
        for (int i = 0; i < _count; i++)
        {
            int outcome = WaitOutcome.FirstOperation + i;
            if (goal == SelectionGoal.Complete ? _arms[i]!.Register(context, outcome) : _arms[i]!.RegisterForReadiness(context, outcome))
                return true;
        }
        return false;
    }

    /// <summary>Takes all registrations back but the one that the wait was ended for, which was taken out by whoever ended it.</summary>
    /// <returns>The operation that the wait was ended for; null when it ended otherwise.</returns>
    public SelectArm? Unregister(int outcome)
    {
        int chosen = outcome - WaitOutcome.FirstOperation;
        for (int i = 0; i < _count; i++)
        {
            if (i != chosen)
                _arms[i]!.Unregister();
        }
        return chosen >= 0 ? _arms[chosen] : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SelectArm? TryChoose(Attempt attempt)
    {
        // Most that find something find it at once, so the first is drawn, and there is an order only for the others.
        int first = _isBiased ? 0 : _fairOrder.Next(_count);
        return first < _count && _arms[first] is { } arm && IsChosen(arm, attempt) ? arm : TryChooseOther(first, attempt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsChosen(SelectArm arm, Attempt attempt) => attempt switch
    {
        Attempt.CompleteSoon => arm.TryCompleteSoon(),
        Attempt.Complete => arm.TryComplete(),
        _ => arm.IsReady,
    };

    // Looks at each operation but the first that was tried, in an order that is made as far as it is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private SelectArm? TryChooseOther(int first, Attempt attempt)
    {
        int[] order = Order();
        int count = _count;
        ulong random = 0;
        for (int i = 0; i < count; i++)
        {
            if (!_isBiased)
                Shuffle(order, i, count, ref random);
            if (order[i] == first)
                continue;
            SelectArm arm = _arms[order[i]]!;
            if (IsChosen(arm, attempt))
                return arm;
        }
        return null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ForgetMore()
    {
        _makesValues = false;
        if (_isBiased)
            SetBias(isBiased: false);
        if (OnDefault is not null)
            SetDefault(null, Timeout.InfiniteTimeSpan, null);
        if (_removed > 0)
        {
            _removed = 0;
            NumberRest();
        }
        _hasMore = false;
    }

    private void NumberRest()
    {
        for (int at = _count; at < _arms.Length; at++)
            Number(at);
    }

    private void Number(int at)
    {
        if (_arms[at] is { } arm)
            arm.Number = at + _removed;
    }

    private static bool IsLease(long lease, long word) => (word & ~StateMask) == (lease & ~StateMask);

    private bool IsRunning(long lease) => _word.ReadRelaxed() is long word && IsLease(lease, word) && (word & StateMask) == Running;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private InvalidOperationException Refused(long lease)
    {
        if (IsRunning(lease))
            return new InvalidOperationException("This selection is being run. One thread or task uses it at a time: give each its own.");
        return new ObjectDisposedException(
            nameof(Selection),
            "This selection was disposed, or run by RunOnce, and what it used serves another one. Begin a new one with Select.Create or "
                + "Select.Receive; to run one several times use Run, and dispose it at the end.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DiscardAndGiveBack(long lease)
    {
        if (!_word.CompareAndSet(lease, lease - Lent + Running))
        {
            if (IsRunning(lease))
                throw Refused(lease);
            return;
        }
        var failures = new FailureCollector();
        DiscardAndGiveBack(lease, ref failures);
        failures.ThrowIfAny();
    }

    private void Discard(ref FailureCollector failures)
    {
        foreach (SelectArm? arm in _arms.AsSpan(0, _count))
        {
            try
            {
                arm!.Discard();
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }
    }

    private int[] Order()
    {
        if (_ordered != _count)
            ResetOrder();
        return _order;
    }

    private void ResetOrder()
    {
        if (_order.Length < _count)
            _order = new int[_arms.Length];
        for (int i = 0; i < _count; i++)
            _order[i] = i;
        _ordered = _count;
    }

    // Puts any one of those that are left to this place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Shuffle(int[] order, int i, int count, ref ulong random)
    {
        if (i % FairOrder.NumbersInBits == 0)
            random = _fairOrder.NextBits();
        int other = i + FairOrder.Take(ref random, count - i);
        (order[i], order[other]) = (order[other], order[i]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // In line it costs registers where the arm is there.
    private TArm FindOrCreate<TArm>()
        where TArm : SelectArm, new()
    {
        // There is no such operation before there is an arm: making one may fail.
        int at = --_count;
        TArm arm = FindOrCreate<TArm>(at);
        _count = at + 1;
        return arm;
    }

    private TArm FindOrCreate<TArm>(int at)
        where TArm : SelectArm, new()
    {
        for (int i = at; i < _arms.Length; i++)
        {
            if (_arms[i] is not TArm kept)
                continue;
            _arms[i] = _arms[at];
            Number(i);
            _arms[at] = kept;
            Number(at);
            return kept;
        }
        var arm = new TArm();
        MakeRoom(at);
        _arms[at] = arm;
        Number(at);
        return arm;
    }

    // Keeps what is there for another selection, behind, as long as it is not too much.
    private void MakeRoom(int at)
    {
        if (at == _arms.Length)
            Array.Resize(ref _arms, at * 2);
        SelectArm? there = _arms[at];
        if (there is null)
            return;
        int free = Array.IndexOf(_arms, null, at);
        if (free < 0 && _arms.Length - at < MostSpareArms)
        {
            free = _arms.Length;
            Array.Resize(ref _arms, free * 2);
        }
        if (free < 0)
            return;
        _arms[free] = there;
        Number(free);
    }

    /// <summary>What to try with each operation.</summary>
    private enum Attempt
    {
        CompleteSoon,
        Complete,
        FindReady,
    }
}
