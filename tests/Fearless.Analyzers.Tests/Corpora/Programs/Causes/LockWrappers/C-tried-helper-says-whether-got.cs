// clean: tried by a helper that says whether it got it
class Program
{
    private readonly object _gate = new();
    private int _count;

    bool TryHold() => Monitor.TryEnter(_gate, 100);

    void Run() => Parallel.For(0, 100, i =>
    {
        if (!TryHold())
            return;
        _count++;
        Monitor.Exit(_gate);
    });
}
