using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Fearless.Collections;

namespace Fearless.Benchmarks.Workloads.OrderedMaps;

internal readonly struct Skipping(SkipMap<ulong, ulong> map) : ISharedMap
{
    public bool TryGet(ulong key, out ulong value) => map.TryGetValue(key, out value);

    public void Add(ulong key, ulong value) => map.TryAdd(key, value);

    public void Remove(ulong key) => map.TryRemove(key, out _);
}

internal readonly struct Locked(SortedDictionary<ulong, ulong> map, Lock gate) : ISharedMap
{
    public bool TryGet(ulong key, out ulong value)
    {
        lock (gate)
            return map.TryGetValue(key, out value);
    }

    public void Add(ulong key, ulong value)
    {
        lock (gate)
            map.TryAdd(key, value);
    }

    public void Remove(ulong key)
    {
        lock (gate)
            map.Remove(key);
    }
}

internal readonly struct Hashed(ConcurrentDictionary<ulong, ulong> map) : ISharedMap
{
    public bool TryGet(ulong key, [MaybeNullWhen(false)] out ulong value) => map.TryGetValue(key, out value);

    public void Add(ulong key, ulong value) => map.TryAdd(key, value);

    public void Remove(ulong key) => map.TryRemove(key, out _);
}
