// race FC1004: either of two sets the flag
class Program
{
    private volatile bool _ready;
    private int _first, _second;

    int Run()
    {
        Task one = Task.Run(() =>
        {
            _first = 1;
            _ready = true;
        });
        Task two = Task.Run(() =>
        {
            _second = 2;
            _ready = true;
        });
        while (!_ready)
            Thread.Yield();
        int seen = _first + _second;
        Task.WaitAll(one, two);
        return seen;
    }
}
