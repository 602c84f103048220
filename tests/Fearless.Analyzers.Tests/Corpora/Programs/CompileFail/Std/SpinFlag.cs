// race FC1004: a plain variable is spun on
// SOURCE: rust-lang/rust, library/core/src/sync/atomic.rs
static class Program
{
    static void Run()
    {
        int locked = 1;
        var thread = new Thread(() => { locked = 0; });
        thread.Start();
        while (locked != 0) Thread.SpinWait(1);
        thread.Join();
    }
}
