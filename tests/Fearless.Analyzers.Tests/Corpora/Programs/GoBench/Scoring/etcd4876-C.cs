// clean FC1008: set and read by Volatile
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/4876
static class Progress { public static long Interval = 10; }

class Server
{
    public void Watch() => Task.Run(SendLoop);

    private void SendLoop() => Console.WriteLine(Volatile.Read(ref Progress.Interval));
}

static class Test
{
    static void Run()
    {
        var server = new Server();
        Task set = Task.Run(() => { Volatile.Write(ref Progress.Interval, 3); });
        Task watch = Task.Run(() => server.Watch());
        Task.WaitAll(set, watch);
    }
}
