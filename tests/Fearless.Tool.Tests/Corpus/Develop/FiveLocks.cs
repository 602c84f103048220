// workload: shared-state
// expect: FC6004 channel @ class Exchange
using System.Collections.Concurrent;

sealed class Exchange
{
    private readonly Lock _books = new();
    private readonly Lock _traders = new();
    private readonly ConcurrentDictionary<string, decimal> _prices = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly SemaphoreSlim _settlement = new(1);
    private decimal _volume;
    private int _count;

    public void Trade(string name, decimal price)
    {
        lock (_books)
            _volume += price;
        lock (_traders)
            _count++;
        _prices[name] = price;
        _log.Enqueue(name);
        _settlement.Wait();
        _settlement.Release();
    }

    public decimal Average()
    {
        lock (_books)
        {
            lock (_traders)
                return _volume / _count;
        }
    }
}
