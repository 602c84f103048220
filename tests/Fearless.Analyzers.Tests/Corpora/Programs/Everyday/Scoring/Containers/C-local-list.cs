// clean FC3004: lists of each worker, joined under a lock
static class Program
{
    static List<int> Run(int[] a)
    {
        var all = new List<int>();
        Parallel.ForEach(a, static () => new List<int>(), static (x, _, own) => { if (x > 0) own.Add(x); return own; },
            own => { lock (all) all.AddRange(own); });
        return all;
    }
}
