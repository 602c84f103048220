// race FC1002: a static of the method that is called
static class Program
{
    private static int _q;

    static void Work() { /*first, second*/_q += 1; }

    static void Run() => Parallel.Invoke(Work, Work);
}
