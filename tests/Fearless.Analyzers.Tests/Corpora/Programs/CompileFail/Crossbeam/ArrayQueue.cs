// race FC3004: a plain queue between two threads
// SOURCE: crossbeam-rs/crossbeam, crossbeam-queue/src/array_queue.rs
static class Program
{
    static void Run()
    {
        var queue = new Queue<char>(2);
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => queue.Enqueue('a'));
            scope.Spawn(() => { if (queue.TryDequeue(out char c)) Console.WriteLine(c); });
        });
    }
}
