// race FC1004: written atomically, and read as it comes
class Stats
{
    private long _bytes;

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public long Bytes => _bytes;
}

static class Program
{
    static long Run()
    {
        var stats = new Stats();
        Task task = Task.Run(() => stats.Add(5));
        long seen = stats.Bytes;
        task.Wait();
        return seen;
    }
}
