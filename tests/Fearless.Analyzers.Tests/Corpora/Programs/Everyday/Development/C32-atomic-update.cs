// clean: ImmutableInterlocked
static class Program
{
    static int Run(int[] a)
    {
        var all = System.Collections.Immutable.ImmutableList<int>.Empty;
        Parallel.ForEach(a, x => System.Collections.Immutable.ImmutableInterlocked.Update(ref all, (list, item) => list.Add(item), x));
        return Volatile.Read(ref all).Count;
    }
}
