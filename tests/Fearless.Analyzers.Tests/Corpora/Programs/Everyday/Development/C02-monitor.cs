// clean: Monitor by hand
static class Program
{
    static int Run(int[] a)
    {
        int n = 0;
        object gate = new();
        Parallel.ForEach(a, x =>
        {
            Monitor.Enter(gate);
            try { n += x; }
            finally { Monitor.Exit(gate); }
        });
        return n;
    }
}
