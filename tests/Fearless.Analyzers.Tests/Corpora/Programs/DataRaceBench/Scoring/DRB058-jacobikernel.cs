// clean FC1001: two loops one after the other, the error summed by parts
static class Program
{
    static double Run(double[,] u, double[,] old, int n)
    {
        double error = 0;
        object gate = new();
        Parallel.For(0, n, i => { for (int j = 0; j < n; j++) old[i, j] = u[i, j]; });
        Parallel.For(1, n - 1, () => 0.0, (i, _, part) =>
        {
            for (int j = 1; j < n - 1; j++)
            {
                double change = old[i - 1, j] + old[i + 1, j] - 2 * old[i, j];
                u[i, j] = old[i, j] - change;
                part += change * change;
            }
            return part;
        }, part => { lock (gate) error += part; });
        return Math.Sqrt(error);
    }
}
