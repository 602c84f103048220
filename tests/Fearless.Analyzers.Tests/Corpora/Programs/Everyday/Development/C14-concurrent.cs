// clean: concurrent collections
static class Program
{
    static int Run(int[] a)
    {
        var bag = new ConcurrentBag<int>();
        var counts = new ConcurrentDictionary<int, int>();
        Parallel.ForEach(a, x => { bag.Add(x); counts.AddOrUpdate(x, 1, (_, n) => n + 1); });
        return bag.Count + counts.Count;
    }
}
