using System.Diagnostics;

namespace Fearless.Collections;

/// <summary>What a debugger shows of a set: its elements.</summary>
internal sealed class SkipSetDebugView<T>(SkipSet<T> set)
    where T : notnull
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public T[] Items => set.ToArray();
}
