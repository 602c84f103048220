// clean: read only where the flag was seen
class Program
{
    private int _ready, _value;

    int Run()
    {
        Task task = Task.Run(() =>
        {
            _value = 42;
            Volatile.Write(ref _ready, 1);
        });
        int seen = 0;
        if (Volatile.Read(ref _ready) == 1)
            seen = _value;
        task.Wait();
        return seen;
    }
}
