// clean: each iteration waits for the flag of the one before
static class Program
{
    static void Run(int[] a, int n)
    {
        var done = new bool[n];
        Parallel.For(1, n, i =>
        {
            if (i > 1)
            {
                while (!Volatile.Read(ref done[i - 1]))
                    Thread.Yield();
            }
            a[i] = a[i - 1] + 1;
            Volatile.Write(ref done[i], true);
        });
    }
}
