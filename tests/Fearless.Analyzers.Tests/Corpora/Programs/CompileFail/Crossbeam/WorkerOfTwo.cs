// race FC3002: the owner's end of a deque is used by two threads
// SOURCE: crossbeam-rs/crossbeam, crossbeam-deque/src/deque.rs, Worker is not Sync
using Fearless.Collections;

static class Program
{
    static void Run()
    {
        Worker<int> worker = Worker.CreateFifo<int>();
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => worker.Push(1));
            scope.Spawn(() => worker.Push(2));
        });
    }
}
