using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>Random numbers for fair choices: every thread, and every selection, has its own sequence, and no two start alike.</summary>
/// <remarks>A mutable struct: keep it in a field that is not <c>readonly</c>. <c>default</c> is ready for use.</remarks>
internal struct FairOrder
{
    /// <summary>How many numbers <see cref="NextBits"/> is enough for, with bounds of a few thousand.</summary>
    public const int NumbersInBits = 4;

    [ThreadStatic]
    private static ulong _ofThisThread;

    private ulong _state;

    /// <summary>Where the sequences of this thread go on, and those of what it makes from now on begin; zero for a place that no other thread
    /// has.</summary>
    public static ulong StateOfThisThread
    {
        get => _ofThisThread;
        set => _ofThisThread = value;
    }

    /// <summary>A number from zero up to but not including <paramref name="bound"/>.</summary>
    public int Next(int bound) => (int)(((NextBits() >> 32) * (uint)bound) >> 32);

    /// <summary>A sequence that is the same for the same <paramref name="seed"/>.</summary>
    public static FairOrder From(ulong seed) => new() { _state = Scatter(seed) };

    /// <summary>A number from zero up to but not including <paramref name="bound"/>, from the sequence of this thread.</summary>
    public static int NextOfThread(int bound)
    {
        ulong bits = Seed();
        return Take(ref bits, bound);
    }

    /// <summary>Random bits, for <see cref="Take"/>.</summary>
    // What the state is when this begins: whoever chooses by them waits for no computation.
    public ulong NextBits()
    {
        ulong bits = _state != 0 ? _state : Seed();
        _state = Step(bits);
        return bits;
    }

    /// <summary>Takes a number from zero up to but not including <paramref name="bound"/> out of random bits, and leaves the rest.</summary>
    // SOURCE: Brackett-Rozinsky and Lemire, "Batched ranged random integer generation", 2024; without their correction, for bounds whose
    // product is far below 2^64.
    public static int Take(ref ulong bits, int bound) => (int)Math.BigMul(bits, (ulong)bound, out bits);

    // The same seed in each thread would make all of them prefer the same arms at the same time.
    // Executions of the model checker all start alike.
    private static ulong Seed() => ModelBuild.IsActive
        ? Step(1)
        : _ofThisThread = Step(_ofThisThread != 0 ? _ofThisThread : ((ulong)Environment.CurrentManagedThreadId * 0x9E3779B97F4A7C15) | 1);

    // Not zero, and far apart for seeds that are close. SOURCE: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
    private static ulong Scatter(ulong seed)
    {
        ulong z = seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (z ^ (z >> 31)) | 1;
    }

    // SOURCE: Marsaglia, "Xorshift RNGs", 2003.
    private static ulong Step(ulong x)
    {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        return x;
    }
}
