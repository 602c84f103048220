// clean: a slot that is emptied by an exchange
class Buffer
{
    public int Used;
}

class Program
{
    private Buffer _slot;

    void Run() => Parallel.For(0, 100, i =>
    {
        Buffer own = Interlocked.Exchange(ref _slot, null) ?? new Buffer();
        own.Used++;
        Interlocked.Exchange(ref _slot, own);
    });
}
