// clean: counted twice, started twice
static class Program
{
    static int Run()
    {
        int first = 0, second = 0;
        using var done = new CountdownEvent(0 + 1);
        done.AddCount(2);
        Task.Run(() =>
        {
            first = 1;
            done.Signal();
        });
        Task.Run(() =>
        {
            second = 1;
            done.Signal();
        });
        done.Signal();
        done.Wait();
        return first + second;
    }
}
