// clean: readers and a writer
class Store
{
    private readonly ReaderWriterLockSlim _lock = new();
    private int _value;

    public void Run() => Parallel.Invoke(
        () => { _lock.EnterWriteLock(); try { _value++; } finally { _lock.ExitWriteLock(); } },
        () => { _lock.EnterReadLock(); try { Console.WriteLine(_value); } finally { _lock.ExitReadLock(); } });
}
