namespace ImageBatch.Generation;

/// <summary>A small random number generator whose numbers never change, whatever version of anything runs it: the pictures must not either.</summary>
// SOURCE: Steele, Lea, Flood 2014, "Fast Splittable Pseudorandom Number Generators", figure 15 (the mixing constants are Stafford's variant 13).
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, and without, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((Next() >> 32) * (ulong)end) >> 32);

    /// <summary>From <paramref name="least"/> up to <paramref name="most"/>.</summary>
    public float Between(float least, float most) => least + ((most - least) * ((Next() >> 40) / (float)(1 << 24)));

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
