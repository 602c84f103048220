// race FC1002: handlers that are kept by name run at the same time
class Server
{
    private readonly Dictionary<string, Action> _handlers = [];

    public void Handle(string name, Action handler) => _handlers[name] = handler;

    public Task Serve(string name) => Task.Run(() => _handlers[name]());
}

static class Program
{
    static void Run()
    {
        int hits = 0;
        var server = new Server();
        server.Handle("a", () => hits++);
        Task first = server.Serve("a"), second = server.Serve("a");
        Task.WaitAll(first, second);
        Console.WriteLine(hits);
    }
}
