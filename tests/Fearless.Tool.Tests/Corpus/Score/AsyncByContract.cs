// workload: none
// expect: nothing (the interface is asynchronous for others)
interface IStore
{
    Task<string?> FindAsync(string key);
}

sealed class MemoryStore : IStore
{
    private readonly Dictionary<string, string> _values = [];

    public async Task<string?> FindAsync(string key)
    {
        await Task.Yield();
        return _values.GetValueOrDefault(key);
    }
}
