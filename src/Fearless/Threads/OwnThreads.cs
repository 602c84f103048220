using Fearless.Atomics;
using Fearless.Collections;

namespace Fearless;

/// <summary>The threads of the operating system that one scope has for itself, to be joined when it ends. Any thread of the scope adds,
/// without a lock.</summary>
internal struct OwnThreads
{
    private const int FewestBetweenSweeps = ModelBuild.IsActive ? 1 : 16;

    private TreiberStack<OwnThread> _threads;
    private AtomicInt _sinceSweep;
    private AtomicInt _survivors;

    /// <summary>Starts <paramref name="thread"/>, and keeps it.</summary>
    public void Start(OwnThread thread, ThreadCache cache)
    {
        // Before the start: once the thread runs, nothing may fail any more.
        var node = new TreiberStack<OwnThread>.Node(thread);
        cache.Start(thread);
        _threads.Push(node);

        // A scope that spawns for ever forgets those that ended: when the list may have doubled, so at a constant cost for each.
        // RACE: two may sweep at once, each what it took out.
        if (_sinceSweep.Increment() > FewestBetweenSweeps + _survivors.Read())
            Sweep();
    }

    /// <summary>Waits for all of them. When nobody adds any more.</summary>
    public void Join(ref DeferredFailure deferred)
    {
        for (TreiberStack<OwnThread>.Node? node = _threads.TakeAll(); node is not null; node = node.Next)
            node.Item.Join(ref deferred);
    }

    private void Sweep()
    {
        _sinceSweep.Write(0);
        int survivors = 0;
        TreiberStack<OwnThread>.Node? node = _threads.TakeAll();
        while (node is not null)
        {
            TreiberStack<OwnThread>.Node? next = node.Next;
            if (node.Item.IsAlive)
            {
                _threads.Push(node);
                survivors++;
            }
            node = next;
        }
        _survivors.Write(survivors);
    }
}
