// race FC1006: tried, and counted either way
class Program
{
    private readonly object _gate = new();
    private int _count;

    bool TryHold() => Monitor.TryEnter(_gate, 100);

    void Run() => Parallel.For(0, 100, i =>
    {
        bool held = TryHold();
        _count++;
        if (held)
            Monitor.Exit(_gate);
    });
}
