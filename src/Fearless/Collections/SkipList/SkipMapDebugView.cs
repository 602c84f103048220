using System.Diagnostics;

namespace Fearless.Collections;

/// <summary>What a debugger shows of a map: its pairs.</summary>
internal sealed class SkipMapDebugView<TKey, TValue>(SkipMap<TKey, TValue> map)
    where TKey : notnull
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public KeyValuePair<TKey, TValue>[] Items => map.ToArray();
}
