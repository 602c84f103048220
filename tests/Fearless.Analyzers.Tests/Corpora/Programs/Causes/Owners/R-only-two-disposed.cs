// race FC1004: only one of two is disposed
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
        int found = 0, lost = 0;
        using (var first = new Worker(() => found = 1))
        {
            var second = new Worker(() => lost = 1);
        }
        return found + lost;
    }
}
