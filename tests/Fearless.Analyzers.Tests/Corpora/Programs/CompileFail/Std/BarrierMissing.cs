// race FC1003: each reads what its neighbour writes, without a barrier
// SOURCE: rust-lang/rust, library/std/src/sync/barrier.rs
static class Program
{
    static void Run(int[] written, int[] read)
    {
        var threads = new Thread[4];
        for (int t = 0; t < threads.Length; t++)
        {
            int id = t;
            threads[t] = new Thread(() =>
            {
                written[id] = id;
                read[id] = written[(id + 1) % 4];
            });
        }
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
    }
}
