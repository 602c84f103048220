// clean FC1001: an atomic addition
static class Program
{
    static int Run()
    {
        int a = 0;
        Parallel.Invoke(() => Interlocked.Add(ref a, 1), () => Interlocked.Increment(ref a));
        return a;
    }
}
