using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Puts actions off until nobody can see any more what they are about: for buffers that go back to a pool, and for native memory and
/// handles, which lock-free readers may be using.</summary>
/// <remarks>
/// The garbage collector does this for objects. It does not for what is used again or freed by hand. Readers pin the epoch while they use such
/// a resource. Who takes a resource out of their reach, so that no new reader finds it, then defers the action that gives it back. The
/// action runs after every guard that existed at that moment is disposed.
/// <para>Pinning costs one compare-and-swap and unpinning one write, whatever the number of readers; there is no count in the resource.
/// Guards nest. One that is held for long puts off all actions, and lets them pile up: pin for an operation, not for a
/// connection.</para>
/// <para>Deferred actions run on threads that call <see cref="Defer"/>, now and then, or <see cref="Flush"/>, <see cref="Advance"/> or
/// <see cref="Dispose"/>: in no order, each once. They may pin and defer themselves. What one throws stops no other;
/// it is kept, and the next call of <see cref="Flush"/> or <see cref="Dispose"/> throws it: the first failure as it was, the others as its
/// <see cref="SuppressedExceptions"/>.</para>
/// <para>An epoch whose actions matter must be disposed: actions that are left when it is collected do not run.</para>
/// <para><b>Memory ordering.</b> What a thread did while pinned happens before the actions that its guard held up.</para>
/// </remarks>
/// <example><code>
/// using System.Buffers;
/// using Fearless.Atomics;
///
/// var epoch = new Epoch();
/// var current = new AtomicRef&lt;byte[]&gt;(ArrayPool&lt;byte&gt;.Shared.Rent(100));
///
/// // A reader:
/// using (epoch.Pin())
///     Console.WriteLine(current.Read()!.Length);
///
/// // A writer: out of reach first, given back when nobody can have it any more.
/// byte[] old = current.Exchange(ArrayPool&lt;byte&gt;.Shared.Rent(200))!;
/// epoch.Defer(static old =&gt; ArrayPool&lt;byte&gt;.Shared.Return(old), old);
/// </code></example>
// SOURCE: Fraser, "Practical lock-freedom", 2004, section 5.2.3; crossbeam-epoch src/internal.rs. Places for guards instead of threads: a
// thread that ends leaves nothing behind.
[DebuggerDisplay("epoch {_global.Value.ReadRelaxed()}, pinned: {PinnedCount}")]
public sealed class Epoch : IDisposable
{
    private const int Epochs = 3;

    // Try to get on with every so many deferred actions.
    // SOURCE: crossbeam-epoch src/internal.rs, MAX_OBJECTS.
    private const int DeferralsPerAttempt = ModelBuild.IsActive ? 2 : 64;

    private readonly EpochPins _pins = new();
    private CachePadded<AtomicLong> _global;

    // By the epoch, modulo three, in which they were deferred.
    private readonly AtomicRef<Deferred>[] _bags = new AtomicRef<Deferred>[Epochs];
    private AtomicInt _deferrals;
    private FailureCollector _failures;
    private AtomicBool _disposed;

    /// <summary>Creates an epoch of its own: guards and actions of others have nothing to do with it.</summary>
    public Epoch()
    {
    }

    internal int PinnedCount => _pins.Count;

    /// <summary>Holds up every action that is deferred from now on, until the guard is disposed.</summary>
    /// <returns>The guard, to be disposed on this thread.</returns>
    /// <exception cref="ObjectDisposedException">The epoch was disposed.</exception>
    public EpochGuard Pin()
    {
        ObjectDisposedException.ThrowIf(_disposed.ReadRelaxed(), this);
        // RACE: the epoch may go on before the guard is there. The guard then stands at an older one, and holds up all the more.
        return new EpochGuard(ref _pins.Add(_global.Value.ReadRelaxed()));
    }

    /// <summary>Puts <paramref name="action"/> off until every guard that exists now is disposed. After what it is about was taken out of the
    /// reach of new readers.</summary>
    /// <remarks>Allocates one object. Now and then it runs actions that were deferred before, on this thread.</remarks>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="action">What to do. A static lambda, so as to allocate nothing for it.</param>
    /// <param name="state">What it is about.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The epoch was disposed. The action is not put off.</exception>
    public void Defer<TState>(Action<TState> action, TState state)
    {
        ArgumentNullException.ThrowIfNull(action);
        var deferred = new Deferred<TState>(action, state);
        using (Pin())
        {
            // ORDERING: pinning is a full fence between taking the resource out of reach and this look at the epoch. A reader that still
            // found the resource was pinned before, at this epoch or an earlier one, and holds it back.
            deferred.Epoch = _global.Value.ReadRelaxed();
            Push(deferred);
        }
        if (_deferrals.Increment() % DeferralsPerAttempt == 0)
            Advance();
    }

    /// <summary>Goes on to the next epoch if no guard holds it back, and runs the actions that nobody can be affected by any more.</summary>
    /// <returns>Whether it went on. An action that was deferred runs after three times at the latest.</returns>
    public bool Advance()
    {
        long epoch = _global.Value.Read();
        // ORDERING: full fence before the look at the guards; pairs with the one in Pin. A guard that is not seen here is set after it, and
        // its thread finds nothing that was taken out of reach before.
        Fence.Full();
        if (!_pins.AllAt(epoch) || !_global.Value.CompareAndSet(epoch, epoch + 1))
            return false;
        Run(TakeAll(epoch + 1), upTo: epoch + 1 - 2);
        return true;
    }

    /// <summary>Goes on as far as the guards allow, and runs every action that none of them holds up. Throws what actions have thrown since
    /// the last time.</summary>
    public void Flush()
    {
        for (int step = 0; step < Epochs; step++)
            Advance();
        ThrowFailures();
    }

    /// <summary>Runs every action that is left, and ends the epoch. Throws what actions have thrown since the last <see cref="Flush"/>.</summary>
    /// <exception cref="InvalidOperationException">There are guards still. Nothing has changed.</exception>
    public void Dispose()
    {
        if (_disposed.Exchange(true))
            return;
        if (_pins.Count > 0)
        {
            _disposed.WriteRelaxed(false);
            throw new InvalidOperationException(
                "The epoch is still pinned, so that its actions cannot run. Dispose every guard first, and end the threads that pin.");
        }
        for (int bag = 0; bag < Epochs; bag++)
            Run(TakeAll(bag), upTo: long.MaxValue);
        ThrowFailures();
    }

    private void Push(Deferred deferred)
    {
        ref AtomicRef<Deferred> bag = ref _bags[deferred.Epoch % Epochs];
        while (true)
        {
            Deferred? top = bag.ReadRelaxed();
            deferred.Next = top;
            if (bag.CompareAndSet(top, deferred))
                return;
        }
    }

    private Deferred? TakeAll(long epoch) => _bags[epoch % Epochs].Exchange(null);

    private void Run(Deferred? deferred, long upTo)
    {
        while (deferred is not null)
        {
            Deferred next = deferred;
            deferred = deferred.Next;
            if (next.Epoch > upTo)
            {
                // RACE: deferred since the epoch went on, into the bag that was about to be emptied.
                Push(next);
                continue;
            }
            try
            {
                next.Run();
            }
            catch (Exception exception)
            {
                _failures.Add(exception);
            }
        }
    }

    private void ThrowFailures() => _failures.TakeAll()?.Throw();

    /// <summary>An action that was put off.</summary>
    private abstract class Deferred
    {
        public long Epoch;
        public Deferred? Next;

        public abstract void Run();
    }

    private sealed class Deferred<TState>(Action<TState> action, TState state) : Deferred
    {
        public override void Run() => action(state);
    }
}
