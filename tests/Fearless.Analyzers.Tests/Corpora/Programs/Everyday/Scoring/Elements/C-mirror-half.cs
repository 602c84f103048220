// clean FC1003: mirrored in place over half of the length
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length / 2, i =>
    {
        int other = a[a.Length - 1 - i];
        a[a.Length - 1 - i] = a[i];
        a[i] = other;
    });
}
