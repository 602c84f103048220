// race FC1002: the pool gives the same to all
class Buffer
{
    public int Used;
}

class Pool
{
    private readonly Buffer _only = new();

    public Buffer Rent() => _only;
}

class Program
{
    private readonly Pool _pool = new();

    void Run() => Parallel.For(0, 100, i =>
    {
        Buffer own = _pool.Rent();
        own.Used++;
    });
}
