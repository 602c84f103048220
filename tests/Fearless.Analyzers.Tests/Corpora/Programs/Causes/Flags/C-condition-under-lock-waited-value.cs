// clean: a condition under a lock is waited for, and the value read behind it
class Program
{
    private readonly object _gate = new();
    private bool _ready;
    private int _value;

    int Run()
    {
        Task task = Task.Run(() =>
        {
            _value = 42;
            lock (_gate)
            {
                _ready = true;
                Monitor.PulseAll(_gate);
            }
        });
        lock (_gate)
        {
            while (!_ready)
                Monitor.Wait(_gate);
        }
        int seen = _value;
        task.Wait();
        return seen;
    }
}
