// race FC1004: a node makes its signals when it already runs
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/3077
class RaftNode
{
    public ManualResetEventSlim Stopped, Done;

    public void Prepare()
    {
        /*first*/Stopped = new ManualResetEventSlim();
        Done = new ManualResetEventSlim();
    }

    public void Loop()
    {
        Prepare();
        Stopped.Wait();
        Done.Set();
    }
}

class Server
{
    private readonly RaftNode _node = new();

    public void Run()
    {
        Task node = Task.Run(_node.Loop);
        while (/*second*/_node.Stopped == null) Thread.Yield();
        _node.Stopped.Set();
        _node.Done.Wait();
        node.Wait();
    }
}
