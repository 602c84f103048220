// race FC1004: the flag is set before the value
class Program
{
    private volatile bool _ready;
    private int _value;

    int Run()
    {
        Task task = Task.Run(() =>
        {
            _ready = true;
            _value = 42;
        });
        while (!_ready)
            Thread.Yield();
        int seen = _value;
        task.Wait();
        return seen;
    }
}
