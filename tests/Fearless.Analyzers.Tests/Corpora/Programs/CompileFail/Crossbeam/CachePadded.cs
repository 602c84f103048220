// race FC1003: padded, and yet one counter for all
// SOURCE: crossbeam-rs/crossbeam, crossbeam-utils/src/cache_padded.rs
using Fearless.Sync;

static class Program
{
    static long Run()
    {
        var counters = new CachePadded<long>[4];
        Parallel.For(0, 100, i => { counters[i % 4].Value++; });
        return counters[0].Value;
    }
}
