// clean FC1003: chunks
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length / 2, i =>
    {
        Span<int> chunk = a.AsSpan(2 * i, 2);
        chunk[0]++;
        chunk[1]++;
    });
}
