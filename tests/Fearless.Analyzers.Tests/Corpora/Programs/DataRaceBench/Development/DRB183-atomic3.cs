// race: one access is atomic, the other is not
static class Program
{
    static int Run()
    {
        int x = 0;
        Parallel.Invoke(() => Interlocked.Increment(ref x), () => x = 5);
        return x;
    }
}
