// clean: every iteration has its element
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length, i => a[i] = a[i] + 1);
}
