// race FC1008: a test puts a static back while a monitor that it left behind reads it
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/grpc/1748
class Connection
{
    private readonly object _gate = new();
    public Task Monitoring;

    public void Connect()
    {
        lock (_gate) Monitoring = Task.Run(Monitor);
    }

    private void Monitor() => Reset();

    private void Reset() => Console.WriteLine(/*first*/Settings.MinConnectTimeout);
}

static class Settings
{
    public static TimeSpan MinConnectTimeout = TimeSpan.FromSeconds(10);

    static void Run()
    {
        TimeSpan before = MinConnectTimeout;
        try
        {
            MinConnectTimeout = TimeSpan.FromSeconds(1);
            var connection = new Connection();
            connection.Connect();
        }
        finally
        {
            /*second*/MinConnectTimeout = before;
        }
    }
}
