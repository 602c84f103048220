// race FC1006: changed by who only reads
// SOURCE: crossbeam-rs/crossbeam, crossbeam-utils/src/sync/sharded_lock.rs
using Fearless.Sync;

static class Program
{
    private static readonly ShardedLock<List<int>> Numbers = new([]);

    static int Add(int i) => Numbers.Read((in List<int> list) => { list.Add(i); return list.Count; });

    static void Run() => Parallel.For(0, 100, i => Add(i));
}
