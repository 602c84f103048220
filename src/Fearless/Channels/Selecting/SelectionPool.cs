using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Where the cores of selections come from: each thread has a few, which it lends again when they were given back.</summary>
/// <remarks>
/// The references are weak: a core that is not lent keeps the ends, states and handlers of its last selection, so that beginning the same
/// selection again costs little, and the collector may have all of it at any time. A core may be given back on any thread.
/// <para>All that a selection does waits for its core, and each reference on the way to it takes 1.5 of the twenty nanoseconds in which a
/// selection of four operations is begun. So the pools hold handles, and the first is kept where a thread finds it at once.</para>
/// </remarks>
internal sealed class SelectionPool
{
    [ThreadStatic]
    private static SelectionPool? _ofThisThread;

    // The first of this thread's pool, which frees it: not before the thread has ended.
    [ThreadStatic]
    private static WeakGCHandle<SelectionCore> _firstOfThisThread;

    private Cores _cores;

    // For the model checker, whose executions share nothing.
    private readonly Parker? _thread = ModelBuild.IsActive ? ThreadParker.Current : null;

    // Where each run has to be like the last one, whenever the collector runs.
    private readonly List<SelectionCore>? _held;

    private SelectionPool(bool holds)
    {
        _held = holds ? [] : null;
        foreach (ref WeakGCHandle<SelectionCore> core in _cores[..])
            core = new WeakGCHandle<SelectionCore>(null!);
    }

    ~SelectionPool()
    {
        foreach (ref WeakGCHandle<SelectionCore> core in _cores[..])
            core.Dispose();
    }

    /// <summary>Lends a core without operations.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Into a loop that begins selections the compiler would put all of what follows.
    public static Selection Lend() =>
        !ModelBuild.IsActive && _firstOfThisThread.IsAllocated && _firstOfThisThread.TryGetTarget(out SelectionCore? core)
            && core.TryLend(out long lease)
            ? new Selection(core, lease)
            : PoolOfThisThread().LendAny();

    /// <summary>Has this thread begin with new cores, as if it had never selected.</summary>
    /// <param name="holds">Whether they stay until the next call, also where the collector would have them.</param>
    public static void BeginAnew(bool holds) => Make(holds);

    private static SelectionPool PoolOfThisThread()
    {
        SelectionPool? pool = _ofThisThread;
        return pool is null || (ModelBuild.IsActive && pool._thread != ThreadParker.Current) ? Make(holds: ModelBuild.IsActive) : pool;
    }

    private static SelectionPool Make(bool holds)
    {
        var pool = new SelectionPool(holds);
        _ofThisThread = pool;
        _firstOfThisThread = pool._cores[0];
        return pool;
    }

    private Selection LendAny()
    {
        SelectionCore? core;
        long lease;
        // Those that are lent for long leave the last place to those that are not.
        int free = Cores.Length - 1;
        for (int i = 0; i < Cores.Length; i++)
        {
            if (!_cores[i].TryGetTarget(out core))
                free = Math.Min(free, i);
            else if (core.TryLend(out lease))
                return new Selection(core, lease);
        }
        core = new SelectionCore();
        _held?.Add(core);
        _cores[free].SetTarget(core);
        core.TryLend(out lease);
        return new Selection(core, lease);
    }

    // As many as run on one thread at a time: a handler may select, too, and a task may wait while its thread runs others.
    [InlineArray(Length)]
    private struct Cores
    {
        public const int Length = 4;

        private WeakGCHandle<SelectionCore> _first;
    }
}
