// clean: a copy of the table is made under the lock
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
            return new Dictionary<string, int>(_entries);
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
