// race: static state behind a call
static class Cache
{
    private static int hits;
    public static int Look(int x) { hits++; return x; }
}

static class Program
{
    static int[] Run(int[] a) => a.AsParallel().Select(x => Cache.Look(x)).ToArray();
}
