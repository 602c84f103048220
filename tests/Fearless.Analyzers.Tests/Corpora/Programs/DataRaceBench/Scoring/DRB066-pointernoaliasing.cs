// clean FC1003: two fresh arrays
static class Program
{
    static void Run(int n)
    {
        var sums = new double[n];
        var volumes = new double[n];
        Parallel.For(0, n, i =>
        {
            sums[i] = 0.0;
            volumes[i] = i * 2.5;
        });
    }
}
