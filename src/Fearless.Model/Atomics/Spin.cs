using Fearless.Testing;

namespace Fearless.Atomics;

/// <summary>The product's <c>Spin</c>: under the checker, a thread that spins lets the others go first.</summary>
public static class Spin
{
    public static void Wait(int iterations)
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Yield(thread);
        else
            Thread.SpinWait(iterations);
    }

    public static void Yield()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Yield(thread);
        else
            Thread.Yield();
    }
}
