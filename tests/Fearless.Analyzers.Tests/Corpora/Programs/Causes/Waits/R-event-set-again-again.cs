// race FC1004: an event that is set again and again
static class Program
{
    static void Run()
    {
        int value = 0;
        var turn = new AutoResetEvent(false);
        Task task = Task.Run(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                value = i;
                turn.Set();
            }
        });
        turn.WaitOne();
        Console.WriteLine(value);
        task.Wait();
    }
}
