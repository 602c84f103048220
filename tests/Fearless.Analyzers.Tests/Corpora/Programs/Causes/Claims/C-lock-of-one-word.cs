// clean: a word is exchanged until it was free, and set free afterwards
class Program
{
    private int _taken;
    private int _count;

    void Run(int n)
    {
        Parallel.For(0, n, i =>
        {
            while (Interlocked.Exchange(ref _taken, 1) == 1)
                Thread.Yield();
            _count += i;
            Volatile.Write(ref _taken, 0);
        });
    }
}
