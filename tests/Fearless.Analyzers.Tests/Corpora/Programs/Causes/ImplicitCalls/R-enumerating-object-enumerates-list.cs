// race FC3004: enumerating an object enumerates its list
class Bag : IEnumerable<int>
{
    private readonly List<int> _items = [];

    public void Add(int item) => _items.Add(item);

    public IEnumerator<int> GetEnumerator() => _items.GetEnumerator();

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
