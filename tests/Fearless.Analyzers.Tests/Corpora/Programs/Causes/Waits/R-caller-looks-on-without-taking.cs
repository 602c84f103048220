// race FC1004: the caller looks on without taking part in the barrier
static class Program
{
    static int Run()
    {
        int value = 0;
        var barrier = new Barrier(2);
        Task first = Task.Run(() =>
        {
            barrier.SignalAndWait();
            value = 1;
        });
        Task second = Task.Run(() => barrier.SignalAndWait());
        int seen = value;
        Task.WaitAll(first, second);
        return seen;
    }
}
