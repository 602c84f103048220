// clean: one number for each tile, row and column by division
static class Program
{
    static void Run(double[,] b, int rows, int columns, int size)
    {
        Parallel.For(0, rows * columns, t =>
        {
            int top = t / columns * size, left = t % columns * size;
            for (int i = top; i < top + size; i++)
            {
                for (int j = left; j < left + size; j++)
                    b[i, j] += 1;
            }
        });
    }
}
