using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Asynchronous operations that have ended, for use by later ones.</summary>
internal sealed class OperationPool<TOperation>
    where TOperation : class
{
    // As many as are kept for one direction of one channel: tasks that wait at the same time.
    private const int Most = 32;

    // The first place serves a channel with one waiting task at a time, without the lock.
    private AtomicRef<TOperation> _first;
    private ShortLock _lock;
    private Checked<TOperation?[]?> _others;
    private Checked<int> _count;
    private AtomicBool _hasOthers;

    /// <summary>Takes one out; null when there is none.</summary>
    public TOperation? Rent() => _first.ReadRelaxed() is not null && _first.Exchange(null) is { } first ? first : RentOther();

    /// <summary>Puts one in that nobody else refers to.</summary>
    public void Return(TOperation operation)
    {
        if (_first.ReadRelaxed() is null && _first.CompareAndSet(null, operation))
            return;
        var fresh = _hasOthers.ReadRelaxed() ? null : new TOperation?[Most];
        _lock.EnterPatiently();
        TOperation?[]? others = _others.Read() ?? fresh;
        if (others is not null && _count.Read() is < Most and int count)
        {
            _others.Write(others);
            _hasOthers.WriteRelaxed(true);
            others[count] = operation;
            _count.Write(count + 1);
        }
        _lock.Exit();
    }

    private TOperation? RentOther()
    {
        TOperation? operation = null;
        _lock.EnterPatiently();
        if (_count.Read() is > 0 and int count)
        {
            TOperation?[] others = _others.Read()!;
            operation = others[count - 1];
            others[count - 1] = null;
            _count.Write(count - 1);
        }
        _lock.Exit();
        return operation;
    }
}
