// clean FC1002: a static is counted atomically
static class Program
{
    private static int _count;

    static void Run() => (0..100).Par().ForEach(_ => Interlocked.Increment(ref _count));
}
