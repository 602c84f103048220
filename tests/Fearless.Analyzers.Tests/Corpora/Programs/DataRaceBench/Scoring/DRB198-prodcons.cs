// clean FC1006: four producers and four consumers, one lock
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB198-prodcons-no.c
static class Program
{
    static int Run(int packages)
    {
        int size = 0;
        object gate = new();
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            int left = packages;
            while (left > 0)
            {
                lock (gate)
                {
                    if (i < 4 && size < 5) { size++; left--; }
                    else if (i >= 4 && size > 0) { size--; left--; }
                }
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return size;
    }
}
