// race FC1006: the threads have the lock, who started them does not
// SOURCE: rust-lang/rust, library/std/src/sync/poison/mutex.rs
static class Program
{
    static int Run()
    {
        int data = 0;
        object gate = new();
        Task adding = Task.Run(() => { for (int i = 0; i < 10; i++) lock (gate) data++; });
        int seen = data;
        adding.Wait();
        return seen;
    }
}
