// clean FC1008: the monitor is waited for
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

    private void Reset() => Console.WriteLine(Settings.MinConnectTimeout);
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
            connection.Monitoring.Wait();
        }
        finally
        {
            MinConnectTimeout = before;
        }
    }
}
