// clean FC1004: halves, then one element under a lock, then by one thread, with a barrier after each
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB172-critical2-orig-no.c
static class Program
{
    static void Run(double[] q, double[] added)
    {
        object gate = new();
        using var barrier = new Barrier(2);
        var threads = new Thread[2];
        for (int t = 0; t < 2; t++)
        {
            int id = t;
            threads[t] = new Thread(() =>
            {
                for (int i = id * 5; i < id * 5 + 5; i++) q[i] += added[i];
                barrier.SignalAndWait();
                lock (gate) q[9] += 1.0;
                barrier.SignalAndWait();
                if (id == 0) q[9] = q[9] - 1.0;
            });
            threads[t].Start();
        }
        threads[0].Join();
        threads[1].Join();
    }
}
