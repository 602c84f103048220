using System.Runtime.CompilerServices;

namespace Fearless.Atomics;

/// <summary>Memory fences: they order the accesses of the thread that calls them, and touch no memory of their own.</summary>
public static class Fence
{
    /// <summary>No access moves across it in either direction; all full fences
    /// of a program have one order that every thread agrees on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Full() => Interlocked.MemoryBarrier();

    /// <summary>No read or write after it moves before a read that came earlier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Acquire() => Volatile.ReadBarrier();

    /// <summary>No read or write before it moves after a write that comes later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release() => Volatile.WriteBarrier();
}
