using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>Fence</c>, over the checker's memory.</summary>
public static class Fence
{
    public static void Full()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.FullFence(thread);
        else
            Interlocked.MemoryBarrier();
    }

    public static void Acquire()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.AcquireFence(thread);
        else
            Volatile.ReadBarrier();
    }

    public static void Release()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Memory.ReleaseFence(thread);
        else
            Volatile.WriteBarrier();
    }
}
