// race: the inner counter is shared among tasks
static class Program
{
    static void Run(int[,] a)
    {
        int n = 100, j = 0;
        var tasks = new List<Task>();
        for (int i = 0; i < n; i++)
        {
            int row = i;
            tasks.Add(Task.Run(() =>
            {
                for (j = 0; j < n; j++)
                    a[row, j]++;
            }));
        }
        Task.WaitAll(tasks.ToArray());
    }
}
