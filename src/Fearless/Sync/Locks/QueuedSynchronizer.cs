using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A synchronizer that serves those who wait in the order in which they came, and gives each of them what it asked for before it
/// is woken.</summary>
/// <remarks>
/// One word holds the state, and says whether anybody waits. <b>Without the lock of the queue the word is changed only while nobody
/// waits</b>, by a compare-and-swap that fails if somebody has begun to; with somebody in the queue, it is changed under the lock. So who is
/// served, and what is left for the next, is decided in one place, in the order of the queue, and nobody is served past those who wait, but
/// for requests that <see cref="GoesFirst">go first</see>.
/// <para>A wait that was taken out of the queue by another has what it asked for, even if it is given up at the same moment: whoever gives
/// up looks, under the lock, whether it is still in.</para>
/// <para>See <c>Sync/README.md</c>.</para>
/// </remarks>
[DebuggerDisplay("{State}, waited for: {HasWaiters}")]
internal abstract class QueuedSynchronizer(long state) : Synchronizer
{
    private AtomicLong _word = new(default(QueuedWord).With(state).Bits);
    private ShortLock _lock;

    // INVARIANT: the word says that somebody waits exactly while there is somebody in here, but for moments under the lock.
    private WaitList _waits;

    public override bool IsInOrder => true;

    /// <summary>Whether anybody waits. For tests, which wait for it, too.</summary>
    public bool HasWaiters => Word.IsQueued;

    /// <summary>The state at some moment during the call; what happened before it was so is visible.</summary>
    protected long State => Word.State;

    private QueuedWord Word => new(_word.Read());

    public override bool TryEnter(long request, out long lease)
    {
        lease = request;
        while (true)
        {
            var word = new QueuedWord(_word.ReadRelaxed());
            long state = word.State;
            if (word.IsQueued)
                return GoesFirst(state, request) && ServeOrJoin(request, node: null);
            if (!TryServe(ref state, request))
                return false;
            // ORDERING: a full fence, as every change of the word without the lock: what was done before the last change happens before.
            if (_word.CompareAndSet(word.Bits, word.With(state).Bits))
                return true;
        }
    }

    public override bool Register(WaitNode<long> node) => ServeOrJoin(node.Value.Read(), node);

    public override bool Unregister(WaitNode<long> node)
    {
        _lock.Enter();
        // One that was served on its arrival was never in.
        bool isServed = !node.IsLinked.Read();
        if (!isServed)
        {
            _waits.Remove(node);
            QueuedWord word = Word;
            long state = word.State;
            isServed = !TryWithdraw(ref state, node.Value.Read());
            WriteWord(word.With(state));
        }
        // It may have been the one that kept the next from being served.
        ServeNextAndExit();
        return isServed;
    }

    public override long LeaseOf(WaitNode<long> node) => node.Value.Read();

    /// <summary>Makes a change, if the state allows for it, and serves those whom it lets in.</summary>
    /// <returns>False when the state does not allow for it. Nothing has changed then.</returns>
    public bool TryChange(long change)
    {
        while (true)
        {
            var word = new QueuedWord(_word.ReadRelaxed());
            long state = word.State;
            if (word.IsQueued)
                return TryChangeAndServe(change);
            if (!TryApply(ref state, change))
                return false;
            if (_word.CompareAndSet(word.Bits, word.With(state).Bits))
                return true;
        }
    }

    /// <summary>Serves a request, if the state allows for it; leaves the state alone otherwise.</summary>
    protected abstract bool TryServe(ref long state, long request);

    /// <summary>Applies a change, if the state allows for it; leaves the state alone otherwise.</summary>
    protected abstract bool TryApply(ref long state, long change);

    /// <summary>Whether a request comes before those who wait.</summary>
    protected virtual bool GoesFirst(long state, long request) => false;

    /// <summary>A request joins those who wait.</summary>
    /// <param name="state">The state, which may change by that.</param>
    /// <param name="request">What it asks for from now on.</param>
    protected virtual void Join(ref long state, ref long request)
    {
    }

    /// <summary>A request leaves those who wait without having been served.</summary>
    /// <returns>False when it is too late for that: it counts as served then.</returns>
    protected virtual bool TryWithdraw(ref long state, long request) => true;

    /// <summary>Serves a newcomer, or else lets it join those who wait, if it has a node to do so.</summary>
    private bool ServeOrJoin(long request, WaitNode<long>? node)
    {
        if (node is null)
            _lock.Enter();
        else
            node.Context.Enter(ref _lock);
        QueuedWord before;
        QueuedWord after;
        long joined;
        bool goesFirst;
        bool isServed;
        do
        {
            before = Word;
            long state = before.State;
            joined = request;
            goesFirst = GoesFirst(state, request);
            isServed = (goesFirst || !before.IsQueued) && TryServe(ref state, request);
            if (!isServed && node is not null)
                Join(ref state, ref joined);
            after = before.With(state);
            if (!isServed && node is not null)
                after = after.Queued();
        }
        // While nobody waits it may be changed without the lock.
        while (!_word.CompareAndSet(before.Bits, after.Bits));

        if (!isServed && node is not null)
        {
            node.Value.Write(joined);
            if (goesFirst)
                _waits.AddFirst(node);
            else
                _waits.Add(node);
        }
        // Who goes first may have let others in.
        ServeNextAndExit();
        return isServed;
    }

    private bool TryChangeAndServe(long change)
    {
        _lock.Enter();
        QueuedWord before;
        long state;
        bool isApplied;
        do
        {
            before = Word;
            state = before.State;
            isApplied = TryApply(ref state, change);
        }
        // Those who waited may be gone by now, and the word be changed without the lock.
        while (isApplied && !_word.CompareAndSet(before.Bits, before.With(state).Bits));
        ServeNextAndExit();
        return isApplied;
    }

    /// <summary>Serves those who wait, one after the other, up to the first who has to go on waiting. Holding the lock, which is given
    /// back.</summary>
    private void ServeNextAndExit()
    {
        while (true)
        {
            WaitContext? context = TakeServed(out bool isNextServed);
            _lock.Exit();
            context?.Wake();
            if (!isNextServed)
                return;
            _lock.Enter();
        }
    }

    /// <summary>Serves the first who waits, if the state allows for it, and takes it out.</summary>
    /// <param name="isNextServed">Whether the state allows for the next, too.</param>
    /// <returns>Whom to wake; null for nobody.</returns>
    private WaitContext? TakeServed(out bool isNextServed)
    {
        QueuedWord word = Word;
        long state = word.State;
        WaitContext? context = null;
        while (context is null && FirstWait is { } node && TryServe(ref state, node.Value.Read()))
        {
            WaitContext first = node.Context;
            // ORDERING: before the wait is ended. From then on the node is its owner's. One that was given up at this moment has what it
            // asked for, and finds out when it looks for its node.
            _waits.Remove(node);
            WriteWord(word.With(state));
            if (first.TrySelect(Handed))
                context = first;
        }
        isNextServed = FirstWait is { } next && TryServe(ref state, next.Value.Read());
        return context;
    }

    private WaitNode<long>? FirstWait => (WaitNode<long>?)_waits.First;

    // Under the lock, while somebody waited: nobody else can have changed it, and nobody can change it meanwhile.
    private void WriteWord(QueuedWord word) => _word.Write((_waits.IsEmpty ? word.Unqueued() : word.Queued()).Bits);
}
