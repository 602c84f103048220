// clean: readers and writers by guards
class Table
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly Dictionary<int, int> _rows = [];

    private readonly struct Writing : IDisposable
    {
        private readonly ReaderWriterLockSlim _gate;

        public Writing(ReaderWriterLockSlim gate) => (_gate = gate).EnterWriteLock();

        public void Dispose() => _gate.ExitWriteLock();
    }

    private readonly struct Reading : IDisposable
    {
        private readonly ReaderWriterLockSlim _gate;

        public Reading(ReaderWriterLockSlim gate) => (_gate = gate).EnterReadLock();

        public void Dispose() => _gate.ExitReadLock();
    }

    public void Put(int key, int value)
    {
        using var writing = new Writing(_gate);
        _rows[key] = value;
    }

    public int Get(int key)
    {
        using var reading = new Reading(_gate);
        return _rows[key];
    }
}

class Program
{
    void Run(Table table) => Parallel.Invoke(() => table.Put(1, 2), () => table.Get(1), () => table.Put(2, 3));
}
