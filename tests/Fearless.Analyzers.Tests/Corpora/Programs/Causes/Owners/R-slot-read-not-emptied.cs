// race FC1002: a slot that is read and not emptied
class Buffer
{
    public int Used;
}

class Program
{
    private Buffer _slot = new();

    void Run() => Parallel.For(0, 100, i =>
    {
        Buffer own = Volatile.Read(ref _slot);
        own.Used++;
    });
}
