// race FC1004: whether it is open is asked under the lock, and the connection used outside of it
class Connection
{
    private readonly object _gate = new();
    private bool _open = true;
    private int _sent;

    public void Send()
    {
        bool open;
        lock (_gate)
            open = _open;
        if (open)
            _sent++;
    }

    public int Close()
    {
        lock (_gate)
            _open = false;
        return _sent;
    }
}

static class Program
{
    static void Run()
    {
        var connection = new Connection();
        Task sending = Task.Run(() => connection.Send());
        Console.WriteLine(connection.Close());
        sending.Wait();
    }
}
