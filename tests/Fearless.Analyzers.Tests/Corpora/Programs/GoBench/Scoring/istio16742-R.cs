// race FC1002: labels are changed by who goes through all connections, and read by the connection
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/istio/16742
class Proxy { public List<string> Labels = new(); }

class Connection { public readonly Proxy Node = new(); }

class Discovery
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Connection> _clients = new();

    private void Add(Connection connection) { lock (_gate) _clients["1"] = connection; }

    public int Stream()
    {
        var connection = new Connection();
        Add(connection);
        return Push(connection);
    }

    private int Push(Connection connection) => Build(connection.Node);

    private int Build(Proxy node)
    {
        return /*first*/node.Labels == null ? 0 : 1;
    }

    public void Update()
    {
        lock (_gate)
            foreach (Connection connection in _clients.Values)
                /*second*/connection.Node.Labels = null;
    }

    public static void Run()
    {
        var discovery = new Discovery();
        Task one = Task.Run(() => discovery.Stream()), two = Task.Run(() => discovery.Update());
        Task.WaitAll(one, two);
    }
}
