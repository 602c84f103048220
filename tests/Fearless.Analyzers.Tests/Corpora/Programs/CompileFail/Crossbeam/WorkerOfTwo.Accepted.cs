// clean FC3002: one owner, and a thief
using Fearless.Collections;

static class Program
{
    static void Run()
    {
        Worker<int> worker = Worker.CreateFifo<int>();
        Stealer<int> stealer = worker.Stealer;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => worker.Push(1));
            scope.Spawn(() => stealer.Steal());
        });
    }
}
