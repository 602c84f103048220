// race: the lock is given back too early
static class Program
{
    static int Run()
    {
        int x = 0;
        object gate = new();
        Parallel.For(0, 4, i =>
        {
            Monitor.Enter(gate);
            Monitor.Exit(gate);
            x++;
        });
        return x;
    }
}
