// clean: all wait before the sum is read
static class Program
{
    static int Run()
    {
        int a = 0;
        Parallel.For(0, 8, i => Interlocked.Increment(ref a));
        return a;
    }
}
