using System.Numerics;
using Fearless.Atomics;
using Fearless.Scheduling;

namespace Fearless.Plumbing;

/// <summary>The states of one run: whoever folds a block leases one for it, so that there are about as many as workers.</summary>
internal sealed class StateLeases<TState>(Func<TState> factory)
{
    // One place for each worker, so that it finds the state that it had before, without a lock. Neighbours share a cache line: a block takes
    // microseconds, and padding would make each run allocate by the kilobyte. Workers that share a place, and those that fold a block while
    // they wait within another, find others behind the gate.
    private readonly AtomicRef<Lease>[] _nearby = new AtomicRef<Lease>[BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)];
    private readonly Lock _gate = new();
    private readonly Stack<Lease> _others = [];
    private readonly List<Lease> _made = [];

    private ref AtomicRef<Lease> Near => ref _nearby[(Worker.Current?.Index ?? 0) & (_nearby.Length - 1)];

    /// <summary>A state that nobody else uses until it is given back. Any thread.</summary>
    public Lease Rent()
    {
        if (Near.Exchange(null) is { } near)
            return near;
        lock (_gate)
        {
            if (_others.TryPop(out Lease? other))
                return other;
        }
        // Outside of the gate, because it is the user's code.
        var made = new Lease(factory());
        lock (_gate)
            _made.Add(made);
        return made;
    }

    /// <summary>Gives a state back. One that was in use when something was thrown is not.</summary>
    public void Return(Lease lease)
    {
        if (Near.CompareAndSet(null, lease))
            return;
        lock (_gate)
            _others.Push(lease);
    }

    /// <summary>Disposes of all states that can be disposed of. After the run.</summary>
    public void Dispose(ref FailureCollector failures)
    {
        foreach (Lease lease in _made)
        {
            try
            {
                (lease.State as IDisposable)?.Dispose();
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }
    }

    /// <summary>A state.</summary>
    internal sealed class Lease(TState state)
    {
        public readonly TState State = state;
    }
}
