// clean: rented here, given back by the task
static class Program
{
    static void Run(int n)
    {
        var tasks = new List<Task>();
        for (int i = 0; i < n; i++)
        {
            int[] own = System.Buffers.ArrayPool<int>.Shared.Rent(100);
            own[0] = i;
            tasks.Add(Task.Run(() =>
            {
                own[1] = 1;
                System.Buffers.ArrayPool<int>.Shared.Return(own);
            }));
        }
        Task.WaitAll(tasks);
    }
}
