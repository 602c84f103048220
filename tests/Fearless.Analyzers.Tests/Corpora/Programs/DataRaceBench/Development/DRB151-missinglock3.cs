// race: no lock at all
static class Program
{
    static int Run()
    {
        int x = 0;
        Parallel.For(0, 100, i => { x++; });
        return x;
    }
}
