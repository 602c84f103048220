// clean FC4006: double-checked with a volatile field
class Service
{
    private readonly object _gate = new();
    private volatile string _name;

    private string Name()
    {
        if (_name == null)
            lock (_gate)
                _name ??= Environment.MachineName;
        return _name;
    }

    public void Run() => Parallel.For(0, 8, _ => Console.WriteLine(Name()));
}
