// clean FC1003: a thread for each row, which tells what it did after the row above did
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB094-doall2-ordered-orig-no.c
static class Program
{
    static void Run(int[,] a)
    {
        var told = new SemaphoreSlim[100];
        for (int i = 0; i < told.Length; i++) told[i] = new SemaphoreSlim(0);
        var threads = new Thread[100];
        for (int i = 0; i < threads.Length; i++)
        {
            int row = i;
            threads[i] = new Thread(() =>
            {
                for (int j = 0; j < 100; j++)
                {
                    a[row, j] = a[row, j] + 1;
                    if (row > 0) told[row - 1].Wait();
                    Console.WriteLine($"{row} {j}");
                    told[row].Release();
                }
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads) thread.Join();
    }
}
