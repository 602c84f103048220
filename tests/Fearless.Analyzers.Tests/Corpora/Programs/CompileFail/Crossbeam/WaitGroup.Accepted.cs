// clean FC1004: read after the group was waited for
using Fearless.Sync;

static class Program
{
    static int Run()
    {
        int done = 0;
        var group = new WaitGroup();
        WaitGroup own = group.Clone();
        Task.Run(() => { done = 1; own.Dispose(); });
        group.Wait();
        return done;
    }
}
