// clean: ranges
static class Program
{
    static void Run(double[] a)
    {
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, a.Length), range =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
                a[i] = Math.Sqrt(a[i]);
        });
    }
}
