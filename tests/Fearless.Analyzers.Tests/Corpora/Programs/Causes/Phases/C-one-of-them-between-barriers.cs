// clean: between two barriers one of them alone sums up
static class Program
{
    static long Run(long[] parts, int workers, int rounds)
    {
        long total = 0;
        using var barrier = new Barrier(workers);
        var threads = new Thread[workers];
        for (int t = 0; t < workers; t++)
        {
            int id = t;
            threads[t] = new Thread(() =>
            {
                for (int r = 0; r < rounds; r++)
                {
                    parts[id] += total + id;
                    barrier.SignalAndWait();
                    if (id == 0)
                    {
                        foreach (long part in parts)
                            total += part;
                    }
                    barrier.SignalAndWait();
                }
            });
            threads[t].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return total;
    }
}
