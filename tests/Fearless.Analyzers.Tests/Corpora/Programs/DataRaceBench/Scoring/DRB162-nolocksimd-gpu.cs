// clean FC1003: counters of each worker, added up under a lock
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB162-nolocksimd-orig-gpu-no.c
static class Program
{
    static int[] Run(int n)
    {
        var counts = new int[8];
        Parallel.For(
            0,
            n,
            static () => new int[8],
            static (_, _, own) =>
            {
                for (int i = 0; i < own.Length; i++) own[i]++;
                return own;
            },
            own =>
            {
                lock (counts)
                    for (int i = 0; i < counts.Length; i++) counts[i] += own[i];
            });
        return counts;
    }
}
