// race: two locks
static class Program
{
    static int Run()
    {
        int x = 0;
        object a = new(), b = new();
        Parallel.Invoke(
            () => { lock (a) x++; },
            () => { lock (b) x++; });
        return x;
    }
}
