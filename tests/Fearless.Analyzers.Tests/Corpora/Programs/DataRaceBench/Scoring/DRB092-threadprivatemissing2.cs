// race FC1006: summed without a lock, read under one
static class Program
{
    private static int _part, _sum;

    static int Run()
    {
        object gate = new();
        Parallel.For(0, 4, worker =>
        {
            for (int i = worker * 250; i < (worker + 1) * 250; i++)
                /*first*/_part += i;
            lock (gate)
                _sum += /*second*/_part;
        });
        return _sum;
    }
}
