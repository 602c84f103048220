// clean FC1001: what has to be in order is done by the caller, as the results of an ordered query come
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB110-ordered-orig-no.c
static class Program
{
    static int Run()
    {
        int x = 0;
        foreach (int square in Enumerable.Range(0, 100).AsParallel().AsOrdered().Select(static i => i * i))
            x += square % 2 + 1;
        return x;
    }
}
