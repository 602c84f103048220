// race FC1004: each task signals for two
static class Program
{
    static int Run()
    {
        int first = 0, second = 0;
        using var done = new CountdownEvent(2);
        Task.Run(() =>
        {
            first = 1;
            done.Signal(2);
        });
        Task.Run(() =>
        {
            second = 1;
            done.Signal(2);
        });
        done.Wait();
        return first + second;
    }
}
