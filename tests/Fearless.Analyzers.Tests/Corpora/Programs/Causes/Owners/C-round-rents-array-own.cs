// clean: each round rents an array of its own
static class Program
{
    static void Run(int n) => Parallel.For(0, n, i =>
    {
        int[] own = System.Buffers.ArrayPool<int>.Shared.Rent(100);
        own[0] = i;
        System.Buffers.ArrayPool<int>.Shared.Return(own);
    });
}
