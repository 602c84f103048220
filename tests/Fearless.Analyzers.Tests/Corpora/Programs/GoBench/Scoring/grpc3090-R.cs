// race FC1006: the wrapper is told of its resolver when a task already asks for it
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/grpc/3090
interface IResolver { void ResolveNow(); }

class Resolver : IResolver
{
    private Wrapper _owner;
    public IResolver Build(Wrapper owner) { _owner = owner; _owner.Poll(); return this; }
    public void ResolveNow() { }
}

class Wrapper
{
    private readonly object _gate = new();
    private IResolver _resolver;
    private Task _polling;

    public void Poll() => _polling = Task.Run(ResolveNow);

    private void ResolveNow()
    {
        lock (_gate)
            /*first*/_resolver?.ResolveNow();
    }

    public static Wrapper Run(Resolver builder)
    {
        var wrapper = new Wrapper();
        /*second*/wrapper._resolver = builder.Build(wrapper);
        wrapper._polling.Wait();
        return wrapper;
    }
}
