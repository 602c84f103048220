// race FC1004: both read the mode under the lock, but it changes in between
class Program
{
    private readonly object _gate = new();
    private int _mode, _value;

    int Mode()
    {
        lock (_gate)
            return _mode;
    }

    void Run() => Parallel.Invoke(
        () =>
        {
            if (Mode() == 0)
                _value++;
        },
        () =>
        {
            lock (_gate)
                _mode = 1;
            if (Mode() == 1)
                _value--;
        });
}
