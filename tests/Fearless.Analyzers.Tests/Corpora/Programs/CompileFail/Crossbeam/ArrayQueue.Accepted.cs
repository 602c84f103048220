// clean FC3004: a queue for many
using Fearless.Collections;

static class Program
{
    static void Run()
    {
        var queue = new ArrayQueue<char>(2);
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => queue.TryPush('a'));
            scope.Spawn(() => { if (queue.TryPop(out char c)) Console.WriteLine(c); });
        });
    }
}
