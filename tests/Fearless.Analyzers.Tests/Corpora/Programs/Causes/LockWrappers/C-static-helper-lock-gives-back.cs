// clean: a static helper takes the lock, and another gives it back
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
        try
        {
            _count++;
        }
        finally
        {
            Uninterrupted.Exit(_gate);
        }
    });
}
