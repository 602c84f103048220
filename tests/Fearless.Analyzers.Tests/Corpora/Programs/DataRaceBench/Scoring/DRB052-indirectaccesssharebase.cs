// clean FC1003: spans of one array that are twelve apart, and no two of the indices are
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB052-indirectaccesssharebase-orig-no.c: the table's first two rows.
static class Program
{
    private static readonly int[] Index = [521, 523, 525, 527, 529, 531, 547, 549, 551, 553, 555, 557];

    static void Run()
    {
        var all = new double[600];
        Memory<double> low = all, high = all.AsMemory(12);
        Parallel.For(0, Index.Length, i =>
        {
            int at = Index[i];
            low.Span[at] += 1.0;
            high.Span[at] += 3.0;
        });
    }
}
