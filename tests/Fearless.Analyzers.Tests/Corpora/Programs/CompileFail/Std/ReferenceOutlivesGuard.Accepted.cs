// clean FC1006: changed under the lock
static class Program
{
    private static readonly Lock Gate = new();
    private static readonly List<int> Shared = new();

    static void Add(int i) { lock (Gate) Shared.Add(i); }

    static void Run() => Parallel.For(0, 100, i => Add(i));
}
