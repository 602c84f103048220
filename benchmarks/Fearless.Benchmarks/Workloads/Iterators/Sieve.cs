namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Counts primes. One bool for each odd number; those up to the square root sieve the rest, chunk by chunk.</summary>
// SOURCE: rayon, `rayon-demo/src/sieve`.
internal static class Sieve
{
    public const int Limit = 10_000_000;
    public const ulong Primes = 664_579;
    private const int Chunk = 100_000;

    public static ulong Ours()
    {
        (bool[] isPrime, int first) = Begin();
        Par.Range(0, Chunks(isPrime, first)).WithMaxLength(1).ForEach(chunk => SieveChunk(isPrime, first, first + (chunk * Chunk)));
        return Count(isPrime);
    }

    public static ulong InTurn()
    {
        (bool[] isPrime, int first) = Begin();
        for (int start = first; start < isPrime.Length; start += Chunk)
            SieveChunk(isPrime, first, start);
        return Count(isPrime);
    }

    public static ulong ByParallelFor(ParallelOptions options)
    {
        (bool[] isPrime, int first) = Begin();
        Parallel.For(0, Chunks(isPrime, first), options, chunk => SieveChunk(isPrime, first, first + (chunk * Chunk)));
        return Count(isPrime);
    }

    /// <summary>An array whose first part is done.</summary>
    private static (bool[] IsPrime, int First) Begin()
    {
        var isPrime = new bool[Limit / 2];
        isPrime.AsSpan(1).Fill(true);
        int first = ((int)Math.Sqrt(Limit) / 2) + 1;
        Span<bool> low = isPrime.AsSpan(0, first);
        for (int i = 1; i < low.Length; i++)
        {
            if (low[i])
                Clear(low, 0, (2 * i) + 1);
        }
        return (isPrime, first);
    }

    private static int Chunks(bool[] isPrime, int first) => (isPrime.Length - first + Chunk - 1) / Chunk;

    private static void SieveChunk(bool[] isPrime, int first, int start)
    {
        ReadOnlySpan<bool> low = isPrime.AsSpan(0, first);
        Span<bool> chunk = isPrime.AsSpan(start, Math.Min(Chunk, isPrime.Length - start));
        for (int i = 1; i < low.Length; i++)
        {
            if (low[i])
                Clear(chunk, start, (2 * i) + 1);
        }
    }

    /// <summary>Clears the odd multiples of a prime, from its square on, in a chunk that begins at the given odd number's index.</summary>
    private static void Clear(Span<bool> chunk, int first, int prime)
    {
        int square = prime * prime / 2;
        int next = square >= first ? square - first : (prime - ((first - square) % prime)) % prime;
        for (; next < chunk.Length; next += prime)
            chunk[next] = false;
    }

    private static ulong Count(bool[] isPrime)
    {
        ulong count = 1;
        foreach (bool one in isPrime)
            count += one ? 1UL : 0;
        return count;
    }
}
