// race FC1002: a static sum that is not each thread's own
static class Program
{
    private static int _part;

    static void Add(int i) => /*first*/_part = /*second*/_part + i;

    static int Run()
    {
        Parallel.For(1, 1001, i => Add(i));
        return _part;
    }
}
