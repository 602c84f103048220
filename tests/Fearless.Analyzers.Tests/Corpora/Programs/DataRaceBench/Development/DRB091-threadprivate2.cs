// clean: a ThreadLocal sum
static class Program
{
    static int Run(int[] a)
    {
        using var sum = new ThreadLocal<int>(true);
        Parallel.ForEach(a, x => sum.Value += x);
        return sum.Values.Sum();
    }
}
