// race FC1003: the row above is read
static class Program
{
    static void Run(double[][] b)
    {
        Parallel.For(1, b.Length, i =>
        {
            for (int j = 1; j < b[i].Length; j++)
                /*first*/b[i][j] = /*second*/b[i - 1][j - 1];
        });
    }
}
