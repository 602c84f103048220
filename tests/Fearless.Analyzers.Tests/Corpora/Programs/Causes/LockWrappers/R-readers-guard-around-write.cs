// race FC3004: a reader's guard around a write
class Table
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly Dictionary<int, int> _rows = [];

    private readonly struct Reading : IDisposable
    {
        private readonly ReaderWriterLockSlim _gate;

        public Reading(ReaderWriterLockSlim gate) => (_gate = gate).EnterReadLock();

        public void Dispose() => _gate.ExitReadLock();
    }

    public void Put(int key, int value)
    {
        using var reading = new Reading(_gate);
        _rows[key] = value;
    }
}

class Program
{
    void Run(Table table) => Parallel.For(0, 9, i => table.Put(i, i));
}
