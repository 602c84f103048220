using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>Random numbers for fair choices: every thread, and every selection, has its own sequence, and no two start alike.</summary>
/// <remarks>A mutable struct: keep it in a field that is not <c>readonly</c>. <c>default</c> is ready for use.</remarks>
internal struct FairOrder
{
    [ThreadStatic]
    private static uint _ofThisThread;

    private uint _state;

    /// <summary>A number from zero up to but not including <paramref name="bound"/>.</summary>
    // SOURCE: Marsaglia, "Xorshift RNGs", 2003; the reduction: Lemire, "Fast random integer generation in an interval", 2019.
    public int Next(int bound)
    {
        uint state = _state != 0 ? _state : Seed();
        _state = Step(state);
        return (int)(((ulong)_state * (uint)bound) >> 32);
    }

    /// <summary>The same, from the sequence of this thread.</summary>
    public static int NextOfThread(int bound)
    {
        uint state = Seed();
        return (int)(((ulong)state * (uint)bound) >> 32);
    }

    // The same seed in each thread would make all of them prefer the same arms at the same time.
    // Executions of the model checker all start alike.
    private static uint Seed() => ModelBuild.IsActive
        ? Step(1)
        : _ofThisThread = Step(_ofThisThread != 0 ? _ofThisThread : ((uint)Environment.CurrentManagedThreadId * 0x9E3779B9) | 1);

    private static uint Step(uint x)
    {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        return x;
    }
}
