// clean FC1003: two arrays change places after each step
static class Program
{
    static void Run(int n, int steps)
    {
        double[] now = new double[n], next = new double[n];
        for (int t = 0; t < steps; t++)
        {
            double[] from = now, to = next;
            Parallel.For(1, n - 1, i => { to[i] = from[i] + 0.2 * (from[i - 1] + from[i + 1] - 2 * from[i]); });
            (now, next) = (next, now);
        }
    }
}
