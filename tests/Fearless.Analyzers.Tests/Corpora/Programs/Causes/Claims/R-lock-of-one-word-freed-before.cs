// race FC1001: the word is set free before the sum is made
class Program
{
    private int _taken;
    private int _count;

    void Run(int n)
    {
        Parallel.For(0, n, i =>
        {
            while (Interlocked.CompareExchange(ref _taken, 1, 0) != 0)
                Thread.Yield();
            Volatile.Write(ref _taken, 0);
            _count += i;
        });
    }
}
