// clean FC1003: a task a row
static class Program
{
    static void Run(int[,] a)
    {
        Par.Scope(scope =>
        {
            for (int i = 0; i < 100; i++)
            {
                int row = i;
                scope.Spawn(() =>
                {
                    for (int j = 0; j < 100; j++)
                        a[row, j] += 1;
                });
            }
        });
    }
}
