// race FC1002: the helper gives the lock back before the count
static class Uninterrupted
{
    public static void Enter(object gate) => Monitor.Enter(gate);

    public static void Exit(object gate) => Monitor.Exit(gate);
}

class Program
{
    private readonly object _gate = new();
    private int _count;

    void Run() => Parallel.For(0, 100, i =>
    {
        Uninterrupted.Enter(_gate);
        Uninterrupted.Exit(_gate);
        _count++;
    });
}
