// race: thread and starter
static class Program
{
    static int Run()
    {
        int x = 0;
        var thread = new Thread(() => x = 1);
        thread.Start();
        x = 2;
        thread.Join();
        return x;
    }
}
