// race: one of the two fields is written without the lock
class Pair
{
    public readonly object Gate = new();
    public int A, B;

    public void IncreaseA() => A++;

    public void IncreaseB()
    {
        lock (Gate)
            B++;
    }
}

class Program
{
    static void Run(Pair p) => Parallel.Invoke(
        () => { lock (p.Gate) p.A++; p.IncreaseB(); },
        () => { p.IncreaseA(); p.IncreaseB(); });
}
