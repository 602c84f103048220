// race: each has its own lock
static class Program
{
    static int Run()
    {
        int x = 0;
        Parallel.For(0, 100, i =>
        {
            object own = new();
            lock (own)
                x++;
        });
        return x;
    }
}
