// race FC1002: the section of each is that of a semaphore of its own
sealed class Section : IDisposable
{
    private readonly SemaphoreSlim _gate;

    public Section(SemaphoreSlim gate)
    {
        _gate = gate;
        _gate.Wait();
    }

    public void Dispose() => _gate.Release();
}

class Program
{
    private int _sum;

    void Run() => Parallel.For(0, 100, i =>
    {
        using var inside = new Section(new SemaphoreSlim(1, 1));
        _sum += i;
    });
}
