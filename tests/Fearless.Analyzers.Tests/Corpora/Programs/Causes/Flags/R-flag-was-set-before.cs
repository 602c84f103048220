// race FC1004: the flag was set before
class Program
{
    private volatile bool _ready;
    private int _value;

    int Run()
    {
        _ready = true;
        Task task = Task.Run(() =>
        {
            _value = 42;
            _ready = true;
        });
        while (!_ready)
            Thread.Yield();
        int seen = _value;
        task.Wait();
        return seen;
    }
}
