// race FC1008: an interval is set while a stream that just began reads it
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/4876
static class Progress { public static long Interval = 10; }

class Server
{
    public void Watch() => Task.Run(SendLoop);

    private void SendLoop() => Console.WriteLine(/*first*/Progress.Interval);
}

static class Test
{
    static void Run()
    {
        var server = new Server();
        Task set = Task.Run(() => { /*second*/Progress.Interval = 3; });
        Task watch = Task.Run(() => server.Watch());
        Task.WaitAll(set, watch);
    }
}
