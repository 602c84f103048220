// clean: the strand waits for its child before it signals
static class Program
{
    static int Run()
    {
        int value = 0;
        var done = new CountdownEvent(1);
        Task.Run(() =>
        {
            Parallel.Invoke(() => value = 1, () => Console.WriteLine());
            done.Signal();
        });
        done.Wait();
        return value;
    }
}
