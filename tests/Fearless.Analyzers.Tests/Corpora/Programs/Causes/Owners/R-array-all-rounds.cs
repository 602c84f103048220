// race FC1003: one array for all rounds
static class Program
{
    static void Run(int n)
    {
        int[] one = System.Buffers.ArrayPool<int>.Shared.Rent(100);
        Parallel.For(0, n, i => one[0] = i);
        System.Buffers.ArrayPool<int>.Shared.Return(one);
    }
}
