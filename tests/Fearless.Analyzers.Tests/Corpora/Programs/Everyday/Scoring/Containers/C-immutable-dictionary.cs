// clean FC1002: snapshots exchanged atomically
class Registry
{
    private System.Collections.Immutable.ImmutableDictionary<string, int> _map = System.Collections.Immutable.ImmutableDictionary<string, int>.Empty;

    public void Set(string key, int value) => System.Collections.Immutable.ImmutableInterlocked.AddOrUpdate(ref _map, key, value, (_, _) => value);

    public void Run(string[] keys) => Parallel.For(0, keys.Length, i => Set(keys[i], i));
}
