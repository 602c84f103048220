// clean: each row waits for the row above, cell by cell, by a count of the row
static class Program
{
    static void Run(int[,] table, int rows, int columns)
    {
        var done = new int[rows];
        Parallel.For(0, rows, new ParallelOptions { MaxDegreeOfParallelism = rows }, i =>
        {
            for (int j = 1; j < columns; j++)
            {
                if (i > 0)
                {
                    while (Volatile.Read(ref done[i - 1]) < j)
                        Thread.Yield();
                    table[i, j] = table[i - 1, j] + 1;
                }
                Volatile.Write(ref done[i], j);
            }
        });
    }
}
