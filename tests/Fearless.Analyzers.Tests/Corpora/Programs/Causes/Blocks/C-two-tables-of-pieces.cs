// clean: the row starts are sums of lengths, each row ends where the next begins
static class Program
{
    static void Run(double[] values, int rows, int[] lengths)
    {
        int start = 0;
        var tasks = new List<Task>();
        for (int r = 0; r < rows; r++)
        {
            int from = start, count = Math.Abs(lengths[r]);
            tasks.Add(Task.Run(() =>
            {
                for (int k = 0; k < count; k++)
                    values[from + k] *= 2;
            }));
            start += count;
        }
        Task.WaitAll([.. tasks]);
    }
}
