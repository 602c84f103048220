// workload: known-threads
// expect: FA1003 threads @ new Thread(() =>
static class Counting
{
    public static long Primes(int limit)
    {
        var threads = new Thread[Environment.ProcessorCount];
        var counts = new long[threads.Length];
        for (int t = 0; t < threads.Length; t++)
        {
            int mine = t;
            threads[t] = new Thread(() =>
            {
                for (int n = 2 + mine; n < limit; n += threads.Length)
                    counts[mine] += IsPrime(n) ? 1 : 0;
            });
            threads[t].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return counts.Sum();
    }

    private static bool IsPrime(int n)
    {
        for (int divisor = 2; divisor * divisor <= n; divisor++)
        {
            if (n % divisor == 0)
                return false;
        }
        return true;
    }
}
