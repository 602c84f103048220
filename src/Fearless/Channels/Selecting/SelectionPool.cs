using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Where the cores of selections come from: each thread has a few, which it lends again when they were given back.</summary>
/// <remarks>
/// The references are weak: a core that is not lent keeps the ends, states and handlers of its last selection, so that beginning the same
/// selection again costs little, and the collector may have all of it at any time. A core may be given back on any thread.
/// </remarks>
internal sealed class SelectionPool
{
    // As many as run on one thread at a time: a handler may select, too, and a task may wait while its thread runs others.
    private const int Most = 4;

    [ThreadStatic]
    private static SelectionPool? _ofThisThread;

    private readonly WeakReference<SelectionCore>[] _cores = new WeakReference<SelectionCore>[Most];

    // For the model checker: executions share nothing, and each is like the last one, whenever the collector runs.
    private readonly Parker? _thread = ModelBuild.IsActive ? ThreadParker.Current : null;
    private readonly List<SelectionCore>? _held = ModelBuild.IsActive ? [] : null;

    private SelectionPool()
    {
        for (int i = 0; i < Most; i++)
            _cores[i] = new WeakReference<SelectionCore>(null!);
    }

    /// <summary>Lends a core without operations.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Into a loop that begins selections the compiler would put all of what follows.
    public static SelectionCore Lend(out long lease)
    {
        SelectionPool? pool = _ofThisThread;
        if (pool is null || (ModelBuild.IsActive && pool._thread != ThreadParker.Current))
            _ofThisThread = pool = new SelectionPool();
        return pool._cores[0].TryGetTarget(out SelectionCore? core) && core.TryLend(out lease) ? core : pool.LendOther(out lease);
    }

    private SelectionCore LendOther(out long lease)
    {
        SelectionCore? core;
        WeakReference<SelectionCore>? free = null;
        foreach (WeakReference<SelectionCore> kept in _cores)
        {
            if (!kept.TryGetTarget(out core))
                free ??= kept;
            else if (core.TryLend(out lease))
                return core;
        }
        core = new SelectionCore();
        _held?.Add(core);
        // Those that are lent for long leave the last place to those that are not.
        (free ?? _cores[^1]).SetTarget(core);
        core.TryLend(out lease);
        return core;
    }
}
