// clean: the same with characters
static class Program
{
    static void Run(char[] a) => Parallel.For(0, a.Length, i => a[i] = (char)(a[i] + 1));
}
