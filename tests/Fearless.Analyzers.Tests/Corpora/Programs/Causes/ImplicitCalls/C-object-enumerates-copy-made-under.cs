// clean: an object that enumerates a copy that is made under a lock
class Bag : IEnumerable<int>
{
    private readonly List<int> _items = [];

    public void Add(int item)
    {
        lock (_items)
            _items.Add(item);
    }

    public IEnumerator<int> GetEnumerator()
    {
        int[] copy;
        lock (_items)
            copy = _items.ToArray();
        return ((IEnumerable<int>)copy).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

static class Program
{
    static int Run(Bag bag)
    {
        int sum = 0;
        Task task = Task.Run(() => bag.Add(1));
        foreach (int item in bag)
            sum += item;
        task.Wait();
        return sum;
    }
}
