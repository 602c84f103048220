// clean FC1004: a barrier between the loop and the reading
static class Program
{
    static int Run(int[] a, int b)
    {
        int error = 0;
        using var barrier = new Barrier(2);
        Parallel.Invoke(
            () =>
            {
                for (int i = 0; i < a.Length; i++) a[i] = b + a[i] * 5;
                barrier.SignalAndWait();
            },
            () =>
            {
                barrier.SignalAndWait();
                error = a[9] + 1;
            });
        return error;
    }
}
