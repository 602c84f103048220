// clean: a property that takes the lock, and a declaration that gives it back
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
    private readonly SemaphoreSlim _gate = new(1, 1);
    private int _sum;

    Section Inside => new(_gate);

    void Run() => Parallel.For(0, 100, i =>
    {
        using Section inside = Inside;
        _sum += i;
    });
}
