// clean FC1004: a barrier for two, of flags that are looked at under a lock
// SOURCE: LLNL/dataracebench, micro-benchmarks/DRB184-barrier1-no.c
class Flag
{
    private readonly object _gate;
    private bool _up;

    public Flag(object gate) => _gate = gate;

    public void Raise() { lock (_gate) _up = true; }

    public void Lower()
    {
        for (bool done = false; !done;)
            lock (_gate)
                if (_up) { _up = false; done = true; }
    }
}

class Program
{
    private static readonly object Gate = new();
    private readonly Flag _first = new(Gate), _second = new(Gate);
    private int _x = 1;

    private void Meet(int id)
    {
        if (id == 0) { _first.Raise(); _second.Lower(); }
        else { _first.Lower(); _second.Raise(); }
    }

    private void Work(int id)
    {
        for (int i = 0; i < 100; i++)
        {
            Console.WriteLine(_x);
            Meet(id);
            if (id == 0) _x = 0;
            Meet(id);
            Console.WriteLine(_x);
            Meet(id);
            if (id == 1) _x = 1;
            Meet(id);
        }
    }

    public void Run()
    {
        Thread one = new(() => Work(0)), two = new(() => Work(1));
        one.Start();
        two.Start();
        one.Join();
        two.Join();
    }
}
