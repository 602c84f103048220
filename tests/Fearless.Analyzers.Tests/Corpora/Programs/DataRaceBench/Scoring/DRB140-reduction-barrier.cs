// race FC1004: set to zero by the starter, while the others already add
static class Program
{
    static int Run()
    {
        int a = 0;
        Task adding = Task.Run(() =>
        {
            for (int i = 0; i < 10; i++)
                Interlocked.Add(ref /*first*/a, i);
        });
        /*second*/a = 0;
        adding.Wait();
        return a;
    }
}
