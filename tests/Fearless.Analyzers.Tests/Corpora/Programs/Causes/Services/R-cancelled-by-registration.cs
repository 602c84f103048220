// race FC1004: what is registered with the token runs on the thread that cancels
static class Program
{
    static bool Run()
    {
        using var source = new CancellationTokenSource();
        bool cancelled = false;
        source.Token.Register(() => cancelled = true);
        Task task = Task.Run(() => source.Cancel());
        bool seen = cancelled;
        task.Wait();
        return seen;
    }
}
