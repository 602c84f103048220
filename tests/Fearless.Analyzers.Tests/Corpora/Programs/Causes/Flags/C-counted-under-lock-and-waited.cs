// clean: counted down under a lock, and waited for until none is left
class Program
{
    private readonly object _gate = new();
    private int _left;

    int Run(int[] results, int n)
    {
        _left = n;
        for (int t = 0; t < n; t++)
        {
            int id = t;
            new Thread(() =>
            {
                results[id] = id * id;
                lock (_gate)
                {
                    _left--;
                    Monitor.PulseAll(_gate);
                }
            }).Start();
        }
        lock (_gate)
        {
            while (_left > 0)
                Monitor.Wait(_gate);
        }
        return results[0];
    }
}
