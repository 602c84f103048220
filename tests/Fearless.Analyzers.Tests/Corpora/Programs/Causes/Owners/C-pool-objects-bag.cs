// clean: a pool of objects in a bag
class Buffer
{
    public int Used;
}

class Pool
{
    private readonly ConcurrentBag<Buffer> _free = [];

    public Buffer Rent() => _free.TryTake(out Buffer free) ? free : new Buffer();

    public void Return(Buffer buffer) => _free.Add(buffer);
}

class Program
{
    private readonly Pool _pool = new();

    void Run() => Parallel.For(0, 100, i =>
    {
        Buffer own = _pool.Rent();
        own.Used++;
        _pool.Return(own);
    });
}
