// race FC1002: those who find the key there count, too
class Cell
{
    public int Count;
}

static class Program
{
    static void Run(int[] keys, Cell[] cells)
    {
        var seen = new ConcurrentDictionary<int, bool>();
        Parallel.For(0, keys.Length, i =>
        {
            int key = keys[i];
            if (!seen.TryAdd(key, true))
                cells[key].Count++;
        });
    }
}
