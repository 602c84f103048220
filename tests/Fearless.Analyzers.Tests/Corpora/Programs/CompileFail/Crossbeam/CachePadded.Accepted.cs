// clean FC1003: a counter for each
using Fearless.Sync;

static class Program
{
    static long Run()
    {
        var counters = new CachePadded<long>[4];
        Parallel.For(0, 4, i => { counters[i].Value++; });
        return counters[0].Value;
    }
}
