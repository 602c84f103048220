// workload: producer-consumer
// expect: FA1005 channel @ class Spool
sealed class Spool
{
    private readonly Queue<byte[]> _pages = new();
    private readonly AutoResetEvent _arrived = new(false);

    public void Put(byte[] page)
    {
        lock (_pages)
            _pages.Enqueue(page);
        _arrived.Set();
    }

    public byte[] Get()
    {
        while (true)
        {
            lock (_pages)
            {
                if (_pages.Count > 0)
                    return _pages.Dequeue();
            }
            _arrived.WaitOne();
        }
    }
}
