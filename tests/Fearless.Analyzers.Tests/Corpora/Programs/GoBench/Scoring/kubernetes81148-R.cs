// race FC1006: a time stamp is set without the lock under which it is read
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/81148
class PodInfo { public long Stamp; }

class PriorityQueue
{
    private readonly object _gate = new();
    private readonly Dictionary<string, PodInfo> _pods = new();

    private void Flush()
    {
        lock (_gate)
            foreach (PodInfo pod in _pods.Values) Console.WriteLine(/*first*/pod.Stamp);
    }

    private void Add(string name) { lock (_gate) _pods[name] = new PodInfo(); }

    private PodInfo Find(string name) { lock (_gate) return _pods[name]; }

    private void Touch(string name)
    {
        PodInfo pod = Find(name);
        /*second*/pod.Stamp = Environment.TickCount64;
    }

    public static void Run()
    {
        var queue = new PriorityQueue();
        Task flushing = Task.Run(queue.Flush);
        queue.Add("1");
        queue.Touch("1");
        flushing.Wait();
    }
}
