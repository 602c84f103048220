// race FC3004: added after the guard was disposed
readonly struct Guard(object gate) : IDisposable
{
    public void Dispose() => Monitor.Exit(gate);
}

class Program
{
    private readonly object _gate = new();
    private readonly List<int> _found = [];

    Guard Hold()
    {
        Monitor.Enter(_gate);
        return new Guard(_gate);
    }

    void Run() => Parallel.For(0, 100, i =>
    {
        using (Hold())
        {
        }
        _found.Add(i);
    });
}
