// clean: a state goes from one to two, and what belongs to each is written before
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
            Console.WriteLine(_first);
            while (_state != 2)
                Thread.Yield();
            Console.WriteLine(_second);
        });
}
