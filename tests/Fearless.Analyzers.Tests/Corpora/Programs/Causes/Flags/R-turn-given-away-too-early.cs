// race FC3004: the turn is given away too early
class Program
{
    private int _turn;
    private readonly List<int> _order = [];

    void Run(int n) => Parallel.For(0, n, i =>
    {
        while (Volatile.Read(ref _turn) != i)
            Thread.Yield();
        Volatile.Write(ref _turn, i + 1);
        _order.Add(i);
    });
}
