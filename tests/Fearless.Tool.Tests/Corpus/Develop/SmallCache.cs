// workload: shared-state
// expect: nothing (one lock, held shortly, over one thing)
sealed class Names
{
    private readonly Dictionary<int, string> _names = [];
    private readonly Lock _gate = new();

    public string Of(int id)
    {
        lock (_gate)
            return _names.TryGetValue(id, out string? name) ? name : _names[id] = $"name {id}";
    }

    public void Forget(int id)
    {
        lock (_gate)
            _names.Remove(id);
    }
}
