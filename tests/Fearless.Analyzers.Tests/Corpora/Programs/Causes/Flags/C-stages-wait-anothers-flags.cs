// clean: stages that wait for one another's flags
class Program
{
    private volatile bool _first, _second;
    private int _value;

    void Run() => Parallel.Invoke(
        () =>
        {
            _value = 1;
            _first = true;
        },
        () =>
        {
            SpinWait.SpinUntil(() => _first);
            _value++;
            _second = true;
        },
        () =>
        {
            while (!_second)
                Thread.Yield();
            Console.WriteLine(_value);
        });
}
