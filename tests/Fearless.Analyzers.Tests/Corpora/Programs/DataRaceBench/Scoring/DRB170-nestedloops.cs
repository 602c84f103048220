// clean FC1003: three dimensions, the first in parallel
static class Program
{
    static void Run(double[,,] a, int m) => Parallel.For(0, 12, i =>
    {
        for (int j = 0; j < 12; j++)
            for (int k = 0; k < 12; k++)
            {
                double own = 6.0 / m;
                a[i, j, k] = own + 4;
            }
    });
}
