// clean: 
static class Program
{
    static int Run(int[] a)
    {
        int n = 0;
        Parallel.ForEach(a, x => { if (x > 0) Interlocked.Increment(ref n); });
        return n;
    }
}
