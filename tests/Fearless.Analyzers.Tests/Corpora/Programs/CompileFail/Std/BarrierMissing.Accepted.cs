// clean FC1003: a barrier between
static class Program
{
    static void Run(int[] written, int[] read)
    {
        var barrier = new Barrier(4);
        var threads = new Thread[4];
        for (int t = 0; t < threads.Length; t++)
        {
            int id = t;
            threads[t] = new Thread(() =>
            {
                written[id] = id;
                barrier.SignalAndWait();
                read[id] = written[(id + 1) % 4];
            });
        }
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
    }
}
