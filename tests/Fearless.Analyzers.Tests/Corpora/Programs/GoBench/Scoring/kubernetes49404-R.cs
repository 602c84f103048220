// race FC1004: whether the handler was called is asked while it may be
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/49404
interface IHandler { void Serve(); }

class FuncHandler : IHandler
{
    private readonly Action _action;
    public FuncHandler(Action action) => _action = action;
    public void Serve() => _action();
}

class Mux : IHandler
{
    private readonly List<IHandler> _handlers = new();
    public void Add(IHandler handler) => _handlers.Insert(0, handler);
    public void Serve() => _handlers[0].Serve();
}

class Server
{
    private readonly IHandler _handler;
    private Task _serving;
    public Server(IHandler handler) => _handler = handler;
    public void Start() => _serving = Task.Run(() => _handler.Serve());
    public void Close() => _serving.Wait();
}

static class Test
{
    static bool Run()
    {
        bool called = false;
        var mux = new Mux();
        mux.Add(new FuncHandler(() => { /*first*/called = true; }));
        var server = new Server(mux);
        server.Start();
        bool seen = /*second*/called;
        server.Close();
        return seen;
    }
}
