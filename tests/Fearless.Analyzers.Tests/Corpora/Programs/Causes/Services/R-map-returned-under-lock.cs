// race FC3004: the table is returned under the lock, and enumerated outside of it
class Registry
{
    private readonly object _gate = new();
    private readonly Dictionary<string, int> _entries = [];

    public void Add(string name, int value)
    {
        lock (_gate)
            _entries[name] = value;
    }

    public Dictionary<string, int> All()
    {
        lock (_gate)
            return _entries;
    }
}

static class Program
{
    static int Run()
    {
        var registry = new Registry();
        Task adding = Task.Run(() => registry.Add("a", 1));
        int sum = 0;
        foreach (KeyValuePair<string, int> entry in registry.All())
            sum += entry.Value;
        adding.Wait();
        return sum;
    }
}
