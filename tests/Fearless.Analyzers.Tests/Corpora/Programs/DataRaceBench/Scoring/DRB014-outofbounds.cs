// race FC1003: a flat matrix, where the element before a row is the last of the row above
static class Program
{
    static void Run(double[] b, int rows, int columns)
    {
        Parallel.For(1, rows, i =>
        {
            for (int j = 0; j < columns; j++)
                /*first*/b[i * columns + j] = /*second*/b[i * columns + j - 1];
        });
    }
}
