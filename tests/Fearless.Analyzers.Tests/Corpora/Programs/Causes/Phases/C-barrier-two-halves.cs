// clean: two arrays in turns, a barrier behind each half of a round
static class Program
{
    static void Run(double[] a, double[] b, int workers, int rounds)
    {
        using var barrier = new Barrier(workers);
        int size = a.Length / workers;
        Parallel.For(0, workers, w =>
        {
            for (int r = 0; r < rounds; r++)
            {
                for (int i = w * size; i < (w + 1) * size; i++)
                    b[i] = a[i] + (i > 0 ? a[i - 1] : 0);
                barrier.SignalAndWait();
                for (int i = w * size; i < (w + 1) * size; i++)
                    a[i] = b[i] + (i > 0 ? b[i - 1] : 0);
                barrier.SignalAndWait();
            }
        });
    }
}
