// clean: Dispose called by hand, in a finally
sealed class Worker : IDisposable
{
    private readonly Task _task;

    public Worker(Action body) => _task = Task.Run(body);

    public void Dispose() => _task.Wait();
}

static class Program
{
    static int Run()
    {
        int found = 0;
        var worker = new Worker(() => found = 42);
        try
        {
            Console.WriteLine("working");
        }
        finally
        {
            worker.Dispose();
        }
        return found;
    }
}
