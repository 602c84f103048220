// clean: the value is made once, by whoever comes first
class Program
{
    private int _made;
    private readonly Lazy<int> _value;

    public Program() => _value = new Lazy<int>(() => ++_made);

    void Run(int n) => Parallel.For(0, n, i => Console.WriteLine(_value.Value));
}
