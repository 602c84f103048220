// race FC1004: what belongs to the second state is read in the first
class Program
{
    private volatile int _state;
    private int _first, _second;

    void Run() => Parallel.Invoke(
        () =>
        {
            _first = 1;
            _state = 1;
            _second = 2;
            _state = 2;
        },
        () =>
        {
            while (_state < 1)
                Thread.Yield();
            Console.WriteLine(_first + _second);
        });
}
