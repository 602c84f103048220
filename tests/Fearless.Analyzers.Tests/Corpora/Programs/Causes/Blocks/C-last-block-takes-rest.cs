// clean: the last block takes what is left
static class Program
{
    static void Run(int[] a, int workers)
    {
        int size = a.Length / workers;
        var tasks = new List<Task>();
        for (int w = 0; w < workers; w++)
        {
            int from = w * size, to = w == workers - 1 ? a.Length : from + size;
            tasks.Add(Task.Run(() =>
            {
                for (int i = from; i < to; i++)
                    a[i]++;
            }));
        }
        Task.WaitAll([.. tasks]);
    }
}
