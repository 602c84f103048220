// race FC3004: a sorted dictionary filled by all
// SOURCE: crossbeam-rs/crossbeam, crossbeam-skiplist/src/map.rs
static class Program
{
    static int Run(int[] keys)
    {
        var map = new SortedDictionary<int, int>();
        Parallel.ForEach(keys, key => { map[key] = 1; });
        return map.Count;
    }
}
