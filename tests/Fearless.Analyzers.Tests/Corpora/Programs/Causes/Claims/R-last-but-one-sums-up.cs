// race FC1003: the last but one sums up already
static class Program
{
    static int Run(int n)
    {
        var parts = new int[n];
        int left = n, sum = 0;
        Parallel.For(0, n, i =>
        {
            parts[i] = i * i;
            if (Interlocked.Decrement(ref left) == 1)
            {
                foreach (int part in parts)
                    sum += part;
            }
        });
        return sum;
    }
}
