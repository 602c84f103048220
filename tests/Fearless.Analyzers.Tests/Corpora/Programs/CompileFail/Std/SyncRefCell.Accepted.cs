// clean FC3002: a lock for readers and writers
class RwLock(int value)
{
    private readonly ReaderWriterLockSlim _lock = new();

    public int Read()
    {
        _lock.EnterReadLock();
        try { return value; }
        finally { _lock.ExitReadLock(); }
    }
}

static class Program
{
    static int Run()
    {
        var cell = new RwLock(7);
        var (left, right) = Par.Join(() => cell.Read(), () => cell.Read());
        return left + right;
    }
}
