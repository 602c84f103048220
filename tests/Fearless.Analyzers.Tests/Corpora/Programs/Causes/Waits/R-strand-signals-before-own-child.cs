// race FC1004: the strand signals before its own child has written
static class Program
{
    static int Run()
    {
        int value = 0;
        var done = new CountdownEvent(1);
        Task.Run(() =>
        {
            Task.Run(() => value = 1);
            done.Signal();
        });
        done.Wait();
        return value;
    }
}
