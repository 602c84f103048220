// clean: a sum by partial sums under a lock
static class Program
{
    static double Run(int n)
    {
        double pi = 0;
        var gate = new object();
        Parallel.For(0, n, () => 0.0, (i, state, sum) =>
        {
            double x = (i + 0.5) / n;
            return sum + 4.0 / (1.0 + x * x);
        }, sum =>
        {
            lock (gate)
                pi += sum;
        });
        return pi / n;
    }
}
