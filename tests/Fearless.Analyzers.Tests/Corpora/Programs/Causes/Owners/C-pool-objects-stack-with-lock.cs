// clean: a pool of objects in a stack with a lock
class Buffer
{
    public int Used;
}

class Pool
{
    private readonly Stack<Buffer> _free = [];

    public Buffer Rent()
    {
        lock (_free)
            return _free.Count > 0 ? _free.Pop() : new Buffer();
    }

    public void Return(Buffer buffer)
    {
        lock (_free)
            _free.Push(buffer);
    }
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
