// clean FC1002: each thread has its own
static class Program
{
    [ThreadStatic] private static float _x;
    [ThreadStatic] private static int _y;

    static void Run() => Parallel.For(0, 4, _ => { _x = 1; _y = 1; });
}
