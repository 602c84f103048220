using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>Finds the worker of the current thread by the address of a local, in a third of the time that a thread-static field takes.</summary>
/// <remarks>
/// The address space is divided into regions, and a table has for some of them a worker whose stack reaches into it. The table only says whom
/// to ask: what counts is whether the address lies in that worker's stack, and a stack belongs to one thread. So a region that two stacks
/// share, or two regions that share an entry, cost one of both the shortcut and nothing else.
/// <para>INVARIANT: a <see cref="WorkerStack"/> is in the table only while its thread is the worker's: the thread itself puts it there and
/// removes it.</para>
/// </remarks>
internal static class WorkerStacks
{
    private const int RegionShift = 20;
    private const int Entries = 1024;

    // Of a larger stack only the older end is entered, which most of the time is all that is used.
    private const int MaxRegions = 64;

    private static readonly WorkerStack s_nobody = new(null, 0, 0);
    private static readonly AtomicRef<WorkerStack>[] s_stacks = CreateTable();
    private static readonly Lock s_changes = new();

    /// <summary>The worker that has the current thread, or null if there is none, or if it is not known here.</summary>
    /// <param name="local">Something in the stack of the current thread.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Worker? Find(void* local)
    {
        // SAFETY: the index is less than the length.
        ref AtomicRef<WorkerStack> entry = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(s_stacks), ((nuint)local >> RegionShift) & (Entries - 1));
        // RACE: another thread may change the entry; if it is this thread's own, it stays.
        WorkerStack stack = entry.ReadRelaxed()!;
        return (nuint)local - stack.Low < stack.Size ? stack.Worker : null;
    }

    /// <summary>Says that the current thread is this worker's until <see cref="Remove"/> is called.</summary>
    public static void Add(Worker worker)
    {
        if (!StackBounds.TryGet(out nuint low, out nuint end))
            return;
        var stack = new WorkerStack(worker, low, end - low);
        nuint last = (end - 1) >> RegionShift;
        nuint first = Math.Max(low >> RegionShift, last - Math.Min(last, MaxRegions - 1));
        lock (s_changes)
        {
            for (nuint region = last; region >= first; region--)
            {
                ref AtomicRef<WorkerStack> entry = ref s_stacks[region & (Entries - 1)];
                // The older end, where nearly every frame is, goes before the deep end of another stack.
                if (region == last || entry.ReadRelaxed() == s_nobody)
                    entry.WriteRelaxed(stack);
            }
        }
    }

    /// <summary>Says that the current thread is not this worker's any more.</summary>
    public static void Remove(Worker worker)
    {
        lock (s_changes)
        {
            foreach (ref AtomicRef<WorkerStack> entry in s_stacks.AsSpan())
            {
                if (entry.ReadRelaxed()!.Worker == worker)
                    entry.WriteRelaxed(s_nobody);
            }
        }
    }

    private static AtomicRef<WorkerStack>[] CreateTable()
    {
        var table = new AtomicRef<WorkerStack>[Entries];
        table.AsSpan().Fill(new AtomicRef<WorkerStack>(s_nobody));
        return table;
    }

    /// <summary>Where the stack of a worker's thread lies. Unchanging, so that no reader sees one stack's beginning with another's
    /// end.</summary>
    private sealed class WorkerStack(Worker? worker, nuint low, nuint size)
    {
        public readonly Worker? Worker = worker;
        public readonly nuint Low = low;
        public readonly nuint Size = size;
    }
}
