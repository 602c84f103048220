// clean: the cells of one colour are written, those of the other read
static class Program
{
    static void Run(double[,] u, int n, int rounds)
    {
        for (int r = 0; r < rounds; r++)
        {
            for (int colour = 0; colour < 2; colour++)
            {
                Parallel.For(1, n - 1, i =>
                {
                    for (int j = 1 + (i + colour) % 2; j < n - 1; j += 2)
                        u[i, j] = (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1]) / 4;
                });
            }
        }
    }
}
