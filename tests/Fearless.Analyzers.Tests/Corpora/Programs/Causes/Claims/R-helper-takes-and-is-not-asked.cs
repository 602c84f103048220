// race FC1001: what the method says is not looked at
class Gate
{
    private int _taken;

    public bool TryTake() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    public void Free() => Volatile.Write(ref _taken, 0);
}

class Program
{
    private readonly Gate _gate = new();
    private int _count;

    void Run(int n)
    {
        Parallel.For(0, n, i =>
        {
            _gate.TryTake();
            _count += i;
            _gate.Free();
        });
    }
}
