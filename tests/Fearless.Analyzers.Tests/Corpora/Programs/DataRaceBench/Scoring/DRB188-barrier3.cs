// clean FC1004: a barrier for two that may be used again, of three locks
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB188-barrier3-no.c
class Program
{
    private readonly object _l0 = new(), _l1 = new(), _l2 = new();
    private readonly Barrier _held = new(2);
    private int _x = 1;

    private void MeetAsFirst()
    {
        Monitor.Exit(_l0);
        Monitor.Enter(_l1);
        Monitor.Exit(_l2);
        Monitor.Enter(_l0);
        Monitor.Exit(_l1);
        Monitor.Enter(_l2);
    }

    private void MeetAsSecond()
    {
        Monitor.Enter(_l0);
        Monitor.Exit(_l1);
        Monitor.Enter(_l2);
        Monitor.Exit(_l0);
        Monitor.Enter(_l1);
        Monitor.Exit(_l2);
    }

    private void First()
    {
        Monitor.Enter(_l0);
        Monitor.Enter(_l2);
        _held.SignalAndWait();
        for (int i = 0; i < 100; i++)
        {
            Console.WriteLine(_x);
            MeetAsFirst();
            _x = 0;
            MeetAsFirst();
        }
        _held.SignalAndWait();
        Monitor.Exit(_l0);
        Monitor.Exit(_l2);
    }

    private void Second()
    {
        Monitor.Enter(_l1);
        _held.SignalAndWait();
        for (int i = 0; i < 100; i++)
        {
            Console.WriteLine(_x);
            MeetAsSecond();
            MeetAsSecond();
        }
        _held.SignalAndWait();
        Monitor.Exit(_l1);
    }

    public void Run()
    {
        Thread first = new(First), second = new(Second);
        first.Start();
        second.Start();
        first.Join();
        second.Join();
    }
}
