// race FC1004: the group is joined by whoever it should wait for
using Fearless.Sync;

static class Program
{
    static int Run()
    {
        int value = 0;
        var group = new WaitGroup();
        Task.Run(() =>
        {
            WaitGroup own = group.Clone();
            value = 1;
            own.Dispose();
        });
        group.Wait();
        return value;
    }
}
