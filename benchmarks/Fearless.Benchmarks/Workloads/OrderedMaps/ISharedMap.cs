using System.Diagnostics.CodeAnalysis;

namespace Fearless.Benchmarks.Workloads.OrderedMaps;

/// <summary>What the traffic asks of a map. Its implementations are structs, so that nothing lies between the traffic and the map.</summary>
[SuppressMessage("Naming", "CA1716", Justification = "Nobody implements it in Visual Basic.")]
internal interface ISharedMap
{
    bool TryGet(ulong key, out ulong value);

    void Add(ulong key, ulong value);

    void Remove(ulong key);
}
