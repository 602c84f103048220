// clean FC1002: a ThreadLocal for each thread, added up afterwards
static class Program
{
    static int Run(int[] a)
    {
        using var parts = new ThreadLocal<int>(trackAllValues: true);
        Parallel.ForEach(a, x => parts.Value += x);
        return parts.Values.Sum();
    }
}
