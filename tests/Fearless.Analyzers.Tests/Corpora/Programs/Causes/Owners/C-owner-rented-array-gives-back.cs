// clean: an owner of the rented array that gives it back at its end
sealed class Rented : IDisposable
{
    public int[] Items { get; } = System.Buffers.ArrayPool<int>.Shared.Rent(100);

    public void Dispose() => System.Buffers.ArrayPool<int>.Shared.Return(Items);
}

static class Program
{
    static void Run(int n) => Parallel.For(0, n, i =>
    {
        using var own = new Rented();
        own.Items[0] = i;
    });
}
