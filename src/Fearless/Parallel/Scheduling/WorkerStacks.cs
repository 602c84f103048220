using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>Finds the worker of the current thread by the address of a local, in a third of the time that a thread-static field takes.</summary>
/// <remarks>
/// The address space is divided into regions, and a table has for some of them a worker whose stack reaches into it. The table only says whom
/// to ask: what counts is whether the address lies in that worker's stack, and a stack belongs to one thread. So a region that two stacks
/// share, or two regions that share an entry, cost one of both the shortcut and nothing else.
/// <para>INVARIANT: a worker is in the table only while its thread runs <see cref="WorkerThreads"/>' loop for it, which puts it there and
/// removes it on every way out. A thread that made a pool for itself is not in it: it may end without disposing the
/// pool, and then others would get its memory for their stacks, and be taken for its worker.</para>
/// </remarks>
internal static class WorkerStacks
{
    private const int RegionShift = 20;
    private const int Entries = 1024;

    // Of a larger stack only the older end counts, which most of the time is all that is used. Without a limit the system says of the main
    // thread's stack that it goes on to the next mapping, and may put other stacks there.
    private const int MaxRegions = 64;

    private static readonly AtomicRef<Worker>[] s_workers = new AtomicRef<Worker>[Entries];
    private static readonly Lock s_changes = new();

    /// <summary>The worker that has the current thread, or null if there is none, or if it is not known here.</summary>
    /// <param name="local">Something in the stack of the current thread.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Worker? Find(void* local)
    {
        // RACE: another thread may change the entry; if it is this thread's own, it stays.
        return Entry((nuint)local >> RegionShift).ReadRelaxed() is { } worker && worker.Stack.Contains(local) ? worker : null;
    }

    /// <summary>Says that the current thread is this worker's until <see cref="Remove"/> is called.</summary>
    public static void Add(Worker worker)
    {
        if (StackBounds.TryGet(out nuint low, out nuint end))
            Add(worker, low, end);
    }

    /// <summary>Says that the stack from <paramref name="low"/> up to <paramref name="end"/> is that of this worker's thread.</summary>
    public static void Add(Worker worker, nuint low, nuint end)
    {
        low = Math.Max(low, end - Math.Min(end, (nuint)MaxRegions << RegionShift));
        worker.Stack = new StackExtent(low, end - low);
        nuint first = low >> RegionShift;
        nuint last = (end - 1) >> RegionShift;
        lock (s_changes)
        {
            for (nuint region = last + 1; region-- > first;)
            {
                ref AtomicRef<Worker> entry = ref Entry(region);
                // The older end, where nearly every frame is, goes before the deep end of another stack.
                // ORDERING: release, so that who finds the worker here sees its extent too; the reads depend on each other.
                if (region == last || entry.ReadRelaxed() is null)
                    entry.Write(worker);
            }
        }
    }

    /// <summary>Says that the current thread is not this worker's any more.</summary>
    public static void Remove(Worker worker)
    {
        lock (s_changes)
        {
            foreach (ref AtomicRef<Worker> entry in s_workers.AsSpan())
            {
                if (entry.ReadRelaxed() == worker)
                    entry.WriteRelaxed(null);
            }
        }
    }

    // SAFETY: the index is less than the length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref AtomicRef<Worker> Entry(nuint region) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(s_workers), region & (Entries - 1));
}
