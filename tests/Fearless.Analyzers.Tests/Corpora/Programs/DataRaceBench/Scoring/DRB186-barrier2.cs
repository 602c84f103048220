// clean FC1006: the second can have the lock only after the first has written and let go
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB186-barrier2-no.c
static class Program
{
    static int Run()
    {
        int x = 1;
        object l0 = new(), l1 = new();
        using var held = new Barrier(2);
        var first = new Thread(() =>
        {
            Monitor.Enter(l0);
            held.SignalAndWait();
            x = 0;
            Monitor.Exit(l0);
            Monitor.Enter(l1);
            held.SignalAndWait();
            Monitor.Exit(l1);
        });
        var second = new Thread(() =>
        {
            Monitor.Enter(l1);
            held.SignalAndWait();
            Monitor.Enter(l0);
            Monitor.Exit(l1);
            x = 1;
            held.SignalAndWait();
            Monitor.Exit(l0);
        });
        first.Start();
        second.Start();
        first.Join();
        second.Join();
        return x;
    }
}
