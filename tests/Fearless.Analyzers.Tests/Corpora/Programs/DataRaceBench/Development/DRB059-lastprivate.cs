// clean: each worker has its own, the last is computed afterwards
static class Program
{
    static int Run(int n)
    {
        int[] seen = new int[n];
        Parallel.For(0, n, i => { int x = i; seen[i] = x; });
        return seen[n - 1];
    }
}
