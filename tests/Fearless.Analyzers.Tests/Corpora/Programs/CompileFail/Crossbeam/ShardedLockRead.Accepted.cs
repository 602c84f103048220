// clean FC1006: changed by who writes
using Fearless.Sync;

static class Program
{
    private static readonly ShardedLock<List<int>> Numbers = new([]);

    static void Add(int i) => Numbers.Write((ref List<int> list) => list.Add(i));

    static void Run() => Parallel.For(0, 100, i => Add(i));
}
