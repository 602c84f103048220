// clean: the cells of one diagonal, those before it are done
static class Program
{
    static void Run(int[,] table, int n)
    {
        for (int d = 2; d <= 2 * (n - 1); d++)
        {
            int from = Math.Max(1, d - n + 1), to = Math.Min(d - 1, n - 1);
            Parallel.For(from, to + 1, i =>
            {
                int j = d - i;
                table[i, j] = Math.Max(table[i - 1, j], table[i, j - 1]);
            });
        }
    }
}
