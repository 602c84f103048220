using System.Runtime.CompilerServices;

namespace Fearless.Atomics;

/// <summary>Short waits of a thread that expects another to make progress at once.</summary>
public static class Spin
{
    /// <summary>Keeps the core busy for <paramref name="iterations"/> normalised pauses (of the order of 10 to 50 ns each), leaving its
    /// resources to a sibling hardware thread.</summary>
    /// <param name="iterations">How many pauses; none when zero or negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Wait(int iterations) => Thread.SpinWait(iterations);

    /// <summary>Lets the operating system run another thread that is ready on this core, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Yield() => Thread.Yield();
}
