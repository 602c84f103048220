// clean: a lock around both
static class Program
{
    static int Run()
    {
        int x = 0;
        Lock gate = new();
        Parallel.For(0, 100, i =>
        {
            lock (gate)
                x++;
            lock (gate)
                x--;
        });
        return x;
    }
}
