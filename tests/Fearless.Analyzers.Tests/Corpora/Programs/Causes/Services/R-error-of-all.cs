// race FC1001: all tasks write the one error
static class Program
{
    static async Task<Exception?> Run(Func<Task>[] jobs)
    {
        Exception? error = null;
        var tasks = new List<Task>();
        foreach (Func<Task> job in jobs)
        {
            tasks.Add(Task.Run(async () =>
            {
                try
                {
                    await job();
                }
                catch (Exception failure)
                {
                    error = failure;
                }
            }));
        }
        await Task.WhenAll(tasks);
        return error;
    }
}
