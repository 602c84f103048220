// clean FC1003: two halves of one array change places
static class Program
{
    static void Run(double[] b, int n, int steps)
    {
        int p = 0;
        for (int t = 0; t < steps; t++)
        {
            int from = p * n, to = (1 - p) * n;
            Parallel.For(1, n - 1, i => { b[to + i] = b[from + i] + 0.2 * (b[from + i - 1] + b[from + i + 1]); });
            p = 1 - p;
        }
    }
}
