// clean: a countdown for each round
static class Program
{
    static void Run(int[] a, int n, int rounds)
    {
        for (int r = 0; r < rounds; r++)
        {
            using var left = new CountdownEvent(n);
            for (int i = 0; i < n; i++)
            {
                int index = i;
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    a[index]++;
                    left.Signal();
                });
            }
            left.Wait();
            a[0] = a[n - 1];
        }
    }
}
