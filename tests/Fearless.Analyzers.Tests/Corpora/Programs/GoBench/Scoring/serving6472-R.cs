// race FC4002: what is pending is counted down atomically, and added to plainly
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/serving/6472
class State { public int Pending; }

class Prober
{
    private readonly object _gate = new();
    private readonly Queue<State> _queue = new();

    private void Add(State state) { lock (_gate) _queue.Enqueue(state); }

    private void Process()
    {
        State state;
        lock (_gate)
            if (!_queue.TryDequeue(out state)) return;
        Interlocked.Decrement(ref /*first*/state.Pending);
    }

    private void Probe()
    {
        var state = new State();
        Add(state);
        /*second*/state.Pending += 1;
    }

    public void Run()
    {
        Task[] workers = [Task.Run(Process), Task.Run(Process)];
        Probe();
        Task.WaitAll(workers);
    }
}
