// race FC4002: writes are counted atomically, and the statistics are copied plainly
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/istio/8214
struct Stats { public long Writes; }

interface ICache { void Set(); Stats Read(); }

class LruCache : ICache
{
    private Stats _stats;
    public void Set() => Interlocked.Increment(ref /*first*/_stats.Writes);
    public Stats Read() => /*second*/_stats;
}

class Server
{
    private readonly ICache _cache;
    public Server(ICache cache) => _cache = cache;

    public long Check()
    {
        _cache.Set();
        return _cache.Read().Writes;
    }

    public static void Run()
    {
        var server = new Server(new LruCache());
        Task one = Task.Run(() => server.Check()), two = Task.Run(() => server.Check());
        Task.WaitAll(one, two);
    }
}
