// race FC1003: in parallel only now and then
static class Program
{
    static void Run(int[] a, bool parallel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel ? -1 : 1 };
        Parallel.For(0, a.Length - 1, options, i => { /*first*/a[i + 1] = /*second*/a[i] + 1; });
    }
}
