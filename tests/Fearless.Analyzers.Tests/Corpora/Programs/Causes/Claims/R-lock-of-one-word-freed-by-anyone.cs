// race FC1001: the word is set free by those, too, who have not taken it
class Program
{
    private int _taken;
    private int _count;

    void Run(int n)
    {
        Parallel.For(0, n, i =>
        {
            if (Interlocked.Exchange(ref _taken, 1) == 0)
                _count += i;
            Volatile.Write(ref _taken, 0);
        });
    }
}
