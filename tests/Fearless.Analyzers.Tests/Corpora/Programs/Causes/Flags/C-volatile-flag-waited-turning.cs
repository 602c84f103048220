// clean: a volatile flag is waited for by turning
class Program
{
    private volatile bool _ready;
    private int _value;

    int Run()
    {
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
