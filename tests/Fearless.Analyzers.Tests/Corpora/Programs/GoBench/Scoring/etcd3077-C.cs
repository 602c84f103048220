// clean FC1004: the signals are made before
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/etcd/3077
class RaftNode
{
    public ManualResetEventSlim Stopped, Done;

    public void Prepare()
    {
        Stopped = new ManualResetEventSlim();
        Done = new ManualResetEventSlim();
    }

    public void Loop()
    {
        Stopped.Wait();
        Done.Set();
    }
}

class Server
{
    private readonly RaftNode _node = new();

    public void Run()
    {
        _node.Prepare();
        Task node = Task.Run(_node.Loop);
        _node.Stopped.Set();
        _node.Done.Wait();
        node.Wait();
    }
}
