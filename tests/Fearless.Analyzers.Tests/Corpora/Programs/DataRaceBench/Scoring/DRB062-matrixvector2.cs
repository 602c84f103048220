// clean FC1001: the inner sum is PLINQ's
static class Program
{
    static void Run(double[,] a, double[] v, double[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            int row = i;
            result[i] = Enumerable.Range(0, v.Length).AsParallel().Select(j => a[row, j] * v[j]).Sum();
        }
    }
}
