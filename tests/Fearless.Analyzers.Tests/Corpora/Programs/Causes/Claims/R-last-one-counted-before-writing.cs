// race FC1003: each one is counted before it has written
static class Program
{
    static int Run(int n)
    {
        var parts = new int[n];
        int left = n, sum = 0;
        Parallel.For(0, n, i =>
        {
            bool isLast = Interlocked.Decrement(ref left) == 0;
            parts[i] = i * i;
            if (isLast)
            {
                foreach (int part in parts)
                    sum += part;
            }
        });
        return sum;
    }
}
