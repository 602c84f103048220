// clean FC3004: a skip list filled by all
using Fearless.Collections;

static class Program
{
    static long Run(int[] keys)
    {
        var map = new SkipMap<int, int>();
        Parallel.ForEach(keys, key => { map[key] = 1; });
        return map.Count;
    }
}
