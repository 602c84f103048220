// clean FC1004: an event between writer and reader
static class Program
{
    static int Run()
    {
        int value = 0;
        using var ready = new ManualResetEventSlim();
        var writer = new Thread(() => { value = 7; ready.Set(); });
        writer.Start();
        ready.Wait();
        int seen = value;
        writer.Join();
        return seen;
    }
}
