// race: the last value is wanted, and every iteration writes it
static class Program
{
    static int Run(int n)
    {
        int x = 0;
        Parallel.For(0, n, i => { x = i; });
        return x;
    }
}
