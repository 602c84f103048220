// clean FC4002: added to atomically
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
        Interlocked.Decrement(ref state.Pending);
    }

    private void Probe()
    {
        var state = new State();
        Add(state);
        Interlocked.Add(ref state.Pending, 1);
    }

    public void Run()
    {
        Task[] workers = [Task.Run(Process), Task.Run(Process)];
        Probe();
        Task.WaitAll(workers);
    }
}
