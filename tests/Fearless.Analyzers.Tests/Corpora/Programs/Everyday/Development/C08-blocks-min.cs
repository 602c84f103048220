// clean: the same with Math.Min
static class Program
{
    static void Run(int[] a, int threads)
    {
        int chunk = (a.Length + threads - 1) / threads;
        Parallel.For(0, threads, t =>
        {
            int end = Math.Min(a.Length, (t + 1) * chunk);
            for (int i = t * chunk; i < end; i++)
                a[i]++;
        });
    }
}
