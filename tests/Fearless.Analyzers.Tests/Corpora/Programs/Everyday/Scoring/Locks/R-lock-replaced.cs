// race FC1007: the list that is the lock is replaced
class Batch
{
    private List<int> _items = new();

    public void Add(int x) { lock (/*first*/_items) _items.Add(x); }

    public List<int> Take()
    {
        lock (_items)
        {
            List<int> taken = _items;
            /*second*/_items = new List<int>();
            return taken;
        }
    }

    public void Run() => Parallel.Invoke(() => Add(1), () => Take());
}
