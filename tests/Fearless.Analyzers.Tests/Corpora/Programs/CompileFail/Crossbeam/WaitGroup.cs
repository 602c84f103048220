// race FC1004: read before the group was waited for
// SOURCE: crossbeam-rs/crossbeam, crossbeam-utils/src/sync/wait_group.rs
using Fearless.Sync;

static class Program
{
    static int Run()
    {
        int done = 0;
        var group = new WaitGroup();
        WaitGroup own = group.Clone();
        Task.Run(() => { done = 1; own.Dispose(); });
        int seen = done;
        group.Wait();
        return seen;
    }
}
