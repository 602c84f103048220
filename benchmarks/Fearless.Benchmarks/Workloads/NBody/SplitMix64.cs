namespace Fearless.Benchmarks.Workloads.NBody;

/// <summary>A small random generator that both languages share.</summary>
// SOURCE: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"; constants of Vigna's splitmix64.c.
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        ulong z = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to 1, 1 excluded.</summary>
    public double NextUnit() => (double)(Next() >> 11) / (1UL << 53);
}
