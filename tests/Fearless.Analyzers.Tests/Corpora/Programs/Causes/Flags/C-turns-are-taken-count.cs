// clean: turns are taken by a count
class Program
{
    private int _turn;
    private readonly List<int> _order = [];

    void Run(int n) => Parallel.For(0, n, i =>
    {
        while (Volatile.Read(ref _turn) != i)
            Thread.Yield();
        _order.Add(i);
        Volatile.Write(ref _turn, i + 1);
    });
}
