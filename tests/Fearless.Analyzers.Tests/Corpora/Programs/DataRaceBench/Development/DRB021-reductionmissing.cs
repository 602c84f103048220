// race: a sum over a matrix in a shared variable
static class Program
{
    static float Run(float[,] u)
    {
        int n = u.GetLength(0);
        float sum = 0;
        Parallel.For(0, n, i =>
        {
            for (int j = 0; j < n; j++)
            {
                float part = u[i, j];
                sum = sum + part * part;
            }
        });
        return sum;
    }
}
