// clean: one sum a row
static class Program
{
    static void Run(double[,] a, double[] v, double[] result)
    {
        int n = a.GetLength(0);
        Parallel.For(0, n, i =>
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
                sum += a[i, j] * v[j];
            result[i] = sum;
        });
    }
}
