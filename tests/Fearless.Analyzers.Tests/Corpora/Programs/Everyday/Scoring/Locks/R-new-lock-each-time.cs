// race FC1007: a lock of one's own locks nobody out
static class Program
{
    static int Run()
    {
        int n = 0;
        Parallel.For(0, 100, _ =>
        {
            object gate = new();
            lock (gate) /*first, second*/n++;
        });
        return n;
    }
}
