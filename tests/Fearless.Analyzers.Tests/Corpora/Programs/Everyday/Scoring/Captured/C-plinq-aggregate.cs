// clean FC1001: Aggregate of PLINQ
static class Program
{
    static long Run(int[] a) => a.AsParallel().Aggregate(0L, static (sum, x) => sum + x, static (x, y) => x + y, static sum => sum);
}
