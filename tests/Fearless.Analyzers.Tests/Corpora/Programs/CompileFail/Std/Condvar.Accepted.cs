// clean FC1006: who waits has the lock
static class Program
{
    static void Run()
    {
        object gate = new();
        bool ready = false;
        var other = new Thread(() => { lock (gate) { ready = true; Monitor.PulseAll(gate); } });
        other.Start();
        lock (gate)
            while (!ready) Monitor.Wait(gate);
        other.Join();
    }
}
