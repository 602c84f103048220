// clean FC1003: the product of matrices, row by row
static class Program
{
    static void Run(double[][] a, double[][] b, double[][] c, int n)
    {
        Parallel.For(0, n, i =>
        {
            var row = new double[n];
            for (int k = 0; k < n; k++)
                for (int j = 0; j < n; j++)
                    row[j] += a[i][k] * b[k][j];
            c[i] = row;
        });
    }
}
