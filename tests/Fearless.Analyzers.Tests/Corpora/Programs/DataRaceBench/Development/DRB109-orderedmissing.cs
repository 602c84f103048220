// race: the order is lost, and the count with it
static class Program
{
    static int Run()
    {
        int x = 0;
        var threads = new Thread[4];
        for (int i = 0; i < 4; i++)
        {
            threads[i] = new Thread(() => x++);
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return x;
    }
}
