// race FC1004: read without parking
// SOURCE: crossbeam-rs/crossbeam, crossbeam-utils/src/sync/parker.rs
using Fearless.Sync;

static class Program
{
    static int Run()
    {
        int value = 0;
        var parker = new Parker();
        Unparker unparker = parker.Unparker;
        var thread = new Thread(() => { value = 1; unparker.Unpark(); });
        thread.Start();
        int seen = value;
        parker.Park();
        return seen;
    }
}
