// clean FC1001: the greatest by compare and exchange
static class Program
{
    static int Run(int[] a)
    {
        int best = int.MinValue;
        Parallel.ForEach(a, x =>
        {
            int seen = Volatile.Read(ref best);
            while (x > seen)
            {
                int before = Interlocked.CompareExchange(ref best, x, seen);
                if (before == seen) break;
                seen = before;
            }
        });
        return best;
    }
}
