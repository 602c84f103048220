// race FC1006: who waits looks without the lock
// SOURCE: rust-lang/rust, library/std/src/sync/poison/condvar.rs
static class Program
{
    static void Run()
    {
        object gate = new();
        bool ready = false;
        var other = new Thread(() => { lock (gate) { ready = true; Monitor.PulseAll(gate); } });
        other.Start();
        while (!ready) Thread.Yield();
        other.Join();
    }
}
