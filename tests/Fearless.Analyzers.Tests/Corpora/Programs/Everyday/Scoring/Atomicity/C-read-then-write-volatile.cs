// clean FC4002: read and written by Volatile, so that a count is lost, but no data race
static class Program
{
    private static int _count;

    static void Run() => Parallel.For(0, 100, _ => Volatile.Write(ref _count, Volatile.Read(ref _count) + 1));
}
