// clean: the last one to end sums up what all have written
static class Program
{
    static int Run(int n)
    {
        var parts = new int[n];
        int left = n, sum = 0;
        Parallel.For(0, n, i =>
        {
            parts[i] = i * i;
            if (Interlocked.Decrement(ref left) == 0)
            {
                foreach (int part in parts)
                    sum += part;
            }
        });
        return sum;
    }
}
