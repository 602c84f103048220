// workload: shared-state
// expect: nothing
using System.Collections.Concurrent;

sealed class Registry
{
    private readonly ConcurrentDictionary<string, Type> _types = new();
    private readonly ConcurrentDictionary<Type, string> _names = new();

    public void Add(string name, Type type)
    {
        if (_types.TryAdd(name, type))
            _names.TryAdd(type, name);
    }

    public Type? Find(string name) => _types.GetValueOrDefault(name);
}
